package dev.portcullis.plan;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The promises about the state, the key and the roles of an identity stack. */
final class IdentityPromises {
    private static final String KEY = "aws:kms/key:Key";
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String ROLE = "aws:iam/role:Role";
    private static final String POLICY = "aws:iam/policy:Policy";
    private static final String ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    private static final String GITHUB = "token.actions.githubusercontent.com";
    /** IAM's limits: characters of a managed policy without white space, and policies on one role. */
    private static final int LONGEST_POLICY = 6144;

    private static final int MOST_POLICIES = 10;
    private static final String HOUR = "3600";

    static final List<Promise> ALL = List.of(
            new Promise(
                            "the state's bucket and key are protected, and the key rotates",
                            (declared, blueprint) -> weakState(declared))
                    .about(KEY, BUCKET),
            new Promise(
                            "no key policy lets anybody disable or delete the key",
                            (declared, blueprint) -> Rights.of(declared)
                                    .filter(right -> right.resource().type().equals(KEY))
                                    .filter(right -> right.actions().stream()
                                            .anyMatch(Set.of("kms:DisableKey", "kms:ScheduleKeyDeletion")::contains))
                                    .map(right -> right.resource().urn())
                                    .toList())
                    .about(KEY),
            new Promise(
                            "a workflow takes a role from one environment of one repository, a person with a second factor",
                            (declared, blueprint) -> looseTrust(declared))
                    .about(ROLE),
            new Promise(
                            "every role is for an hour",
                            (declared, blueprint) -> declared.ofType(ROLE)
                                    .filter(role ->
                                            !role.text("maxSessionDuration").equals(HOUR))
                                    .map(RecordedResource::urn)
                                    .toList())
                    .about(ROLE),
            new Promise(
                    "no right reaches a role, a policy or the state of this stack itself, and none calls a model",
                    (declared, blueprint) -> reachingBack(declared, blueprint.stackName())),
            new Promise(
                            "no managed policy is over 6,144 characters, and no role has more than ten",
                            (declared, blueprint) -> tooMuch(declared))
                    .about(POLICY));

    private IdentityPromises() {}

    private static List<String> weakState(Declared declared) {
        Stream<String> keys = declared.ofType(KEY)
                .filter(key -> !key.protect() || !key.text("enableKeyRotation").equals("true"))
                .map(RecordedResource::urn);
        Stream<String> buckets =
                declared.ofType(BUCKET).filter(bucket -> !bucket.protect()).map(RecordedResource::urn);
        return Stream.concat(keys, buckets).toList();
    }

    private static List<String> looseTrust(Declared declared) {
        return Rights.of(declared)
                .filter(right -> right.property().equals("assumeRolePolicy"))
                .filter(right -> !(right.principal().contains("Federated") ? isOneEnvironment(right) : hasMfa(right)))
                .map(right -> right.resource().urn())
                .toList();
    }

    private static boolean isOneEnvironment(Rights right) {
        String subject = equalTo(right, GITHUB + ":sub");
        return subject.matches("repo:[^*?:]+/[^*?:]+:environment:[^*?:]+")
                && equalTo(right, GITHUB + ":aud").equals("sts.amazonaws.com");
    }

    private static boolean hasMfa(Rights right) {
        return right.condition()
                .equals("{\"Bool\":{\"aws:MultiFactorAuthPresent\":[\"true\"]},"
                        + "\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":[\"3600\"]}}");
    }

    /** The one value that a key must equal; empty when there is none or there are several. */
    private static String equalTo(Rights right, String key) {
        if (right.condition().isEmpty()) {
            return "";
        }
        JsonObject equals =
                JsonParser.parseString(right.condition()).getAsJsonObject().getAsJsonObject("StringEquals");
        JsonElement values = equals == null ? null : equals.get(key);
        return values == null || values.getAsJsonArray().size() != 1
                ? ""
                : values.getAsJsonArray().get(0).getAsString();
    }

    private static List<String> reachingBack(Declared declared, String stack) {
        List<String> reaching = new ArrayList<>();
        Set<String> granted = declared.ofType(ATTACHMENT)
                .map(attachment -> attachment.text("policyArn"))
                .collect(Collectors.toSet());
        Rights.of(declared)
                .filter(right ->
                        granted.contains(Placeholders.text(right.resource().name(), "arn")))
                .forEach(right -> {
                    boolean model = right.actions().stream().anyMatch(IdentityPromises::mayCallModel);
                    boolean own = right.resources().stream().anyMatch(arn -> isOwn(arn, stack));
                    if (model || own) {
                        reaching.add(right.resource().urn() + " statement " + right.sid());
                    }
                });
        return reaching;
    }

    /** The doctor's rights only read about models; any other action of Bedrock may cost money. */
    private static boolean mayCallModel(String action) {
        return action.startsWith("bedrock:") && !action.matches("bedrock:(Get|List)[A-Za-z]+");
    }

    private static boolean isOwn(String arn, String stack) {
        return arn.matches("arn:aws:iam::[0-9]*:(role|policy)/(\\*|portcullis-(\\*|" + stack + "-).*)")
                || arn.matches("arn:aws:s3:::.*/\\.pulumi/(\\*|stacks/(\\*|portcullis/(\\*|" + stack + "\\.)).*)");
    }

    private static List<String> tooMuch(Declared declared) {
        Stream<String> lengthy = declared.ofType(POLICY)
                .filter(policy -> policy.text("policy").length() > LONGEST_POLICY)
                .map(RecordedResource::urn);
        Map<String, Long> perRole = declared.ofType(ATTACHMENT)
                .collect(Collectors.groupingBy(attachment -> attachment.text("role"), Collectors.counting()));
        Stream<String> crowded = perRole.entrySet().stream()
                .filter(entry -> entry.getValue() > MOST_POLICIES)
                .map(entry -> entry.getKey() + " has " + entry.getValue());
        return Stream.concat(lengthy, crowded).toList();
    }
}
