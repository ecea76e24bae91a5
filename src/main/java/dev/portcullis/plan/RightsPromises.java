package dev.portcullis.plan;

import dev.portcullis.catalogue.BedrockAccess;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Blueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The promises about every right in AWS. */
final class RightsPromises {
    private static final String ROLE = "aws:iam/role:Role";
    private static final String MODEL_RIGHTS = "host-model-rights";
    /** In lower case, as IAM compares actions whatever their case. */
    private static final Set<String> ADD_TO_LOG = Set.of("logs:createlogstream", "logs:putlogevents");

    static final List<Promise> EVERYWHERE = List.of(
            new Promise(
                    "no IAM statement allows a wildcard action",
                    (declared, blueprint) -> Rights.of(declared)
                            .filter(right -> right.effect().equals("Allow"))
                            .filter(right -> right.actions().stream().anyMatch(action -> action.contains("*")))
                            .map(RightsPromises::at)
                            .toList()),
            new Promise(
                    "no IAM statement allows the resource * without a written reason",
                    (declared, blueprint) -> Rights.of(declared)
                            .filter(right -> right.effect().equals("Allow"))
                            .filter(right -> right.resources().contains("*"))
                            .filter(right -> !Statement.isReasoned(right.sid(), right.actions()))
                            .map(RightsPromises::at)
                            .toList()),
            new Promise(
                    "no AWS managed policy is attached",
                    (declared, blueprint) -> declared.custom()
                            .filter(resource -> attachesForeignPolicy(resource, declared)
                                    || !resource.list("managedPolicyArns").isEmpty())
                            .map(RecordedResource::urn)
                            .toList()));

    static final List<Promise> GATEWAY = List.of(
            Promise.ofGateway(
                    "the rights to Bedrock are exactly the catalogue's and the guardrail's", RightsPromises::bedrock),
            Promise.ofGateway("no role of the gateway can read or delete a log, only add to it", RightsPromises::logs)
                    .about(ROLE),
            Promise.ofGateway(
                            "every role carries the boundary of the identity stack that is named",
                            (declared, blueprint) -> declared.ofType(ROLE)
                                    .filter(role ->
                                            !role.text("permissionsBoundary").equals(boundary(blueprint)))
                                    .map(RecordedResource::urn)
                                    .toList())
                    .about(ROLE)
                    .unless(gateway ->
                            gateway.settings().account().identityStack().isEmpty() ? "identityStack names none" : ""));

    private RightsPromises() {}

    /** A policy of AWS's own changes without us; one that the stack itself declares can be read in the plan. */
    private static boolean attachesForeignPolicy(RecordedResource resource, Declared declared) {
        return resource.shortType().endsWith("PolicyAttachment")
                && declared.ofType("aws:iam/policy:Policy")
                        .noneMatch(
                                policy -> resource.text("policyArn").equals(Placeholders.text(policy.name(), "arn")));
    }

    private static String boundary(Blueprint blueprint) {
        return blueprint
                .settings()
                .account()
                .identityStack()
                .map(identity -> "arn:aws:iam::" + Answers.ACCOUNT + ":policy/portcullis-" + identity + "-boundary")
                .orElse("");
    }

    /** A journal names callers and keys: an intruder on the host or in a function shall not read what was written before. */
    private static List<String> logs(Declared declared, Blueprint blueprint) {
        return Rights.of(declared)
                .filter(right -> right.effect().equals("Allow"))
                .filter(right -> right.actions().stream().anyMatch(RightsPromises::doesMoreThanAddToLog))
                .map(RightsPromises::at)
                .toList();
    }

    private static boolean doesMoreThanAddToLog(String action) {
        String name = action.toLowerCase(Locale.ROOT);
        return name.equals("*") || (name.startsWith("logs:") && !ADD_TO_LOG.contains(name));
    }

    private static List<String> bedrock(Declared declared, Blueprint blueprint) {
        BedrockAccess access = BedrockAccess.of(
                blueprint.catalogue(),
                blueprint.settings().models().geography().word(),
                blueprint.settings().account().region().value(),
                Answers.ACCOUNT);
        Set<String> wanted = new TreeSet<>();
        for (List<String> group : List.of(access.profiles(), access.modelsThroughProfiles(), access.models())) {
            group.forEach(arn -> wanted.add("bedrock:InvokeModel " + arn));
            group.forEach(arn -> wanted.add("bedrock:InvokeModelWithResponseStream " + arn));
        }
        access.countTokens().forEach(arn -> wanted.add("bedrock:CountTokens " + arn));
        String region = blueprint.settings().account().region().value();
        blueprint
                .settings()
                .models()
                .guardrail()
                .ifPresent(guardrail -> wanted.add("bedrock:ApplyGuardrail " + guardrail.arn(region, Answers.ACCOUNT)));

        List<String> broken = new ArrayList<>();
        Set<String> granted = Rights.of(declared)
                .filter(right -> right.actions().stream().anyMatch(action -> action.startsWith("bedrock:")))
                .peek(right -> {
                    if (!right.resource().name().equals(MODEL_RIGHTS)) {
                        broken.add(at(right) + " (only the model role may call models)");
                    }
                })
                .flatMap(right -> right.actions().stream()
                        .flatMap(action -> right.resources().stream().map(arn -> action + " " + arn)))
                .collect(Collectors.toCollection(TreeSet::new));
        granted.stream().filter(right -> !wanted.contains(right)).forEach(right -> broken.add("too much: " + right));
        wanted.stream().filter(right -> !granted.contains(right)).forEach(right -> broken.add("missing: " + right));
        return broken;
    }

    private static String at(Rights right) {
        return right.resource().urn() + " statement " + right.sid();
    }
}
