package dev.portcullis.plan;

import java.util.List;
import java.util.stream.Stream;

/** The promises about the machine and its network. */
final class HostPromises {
    private static final List<String> GROUPS =
            List.of("aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    private static final List<String> RULES = List.of(
            "aws:ec2/securityGroupRule:SecurityGroupRule", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    private static final String INSTANCE = "aws:ec2/instance:Instance";

    static final List<Promise> ALL = List.of(
            new Promise("no security group accepts anything", (declared, blueprint) -> openGroups(declared))
                    .about(GROUPS.toArray(String[]::new)),
            new Promise(
                            "every instance demands IMDSv2 with a hop limit of 1",
                            (declared, blueprint) -> declared.ofType(INSTANCE)
                                    .filter(instance -> !isImdsV2Only(instance))
                                    .map(RecordedResource::urn)
                                    .toList())
                    .about(INSTANCE),
            new Promise(
                            "no instance has a key pair, and a change of user data or image never replaces one",
                            (declared, blueprint) -> declared.ofType(INSTANCE)
                                    .filter(instance -> !isSteady(instance))
                                    .map(RecordedResource::urn)
                                    .toList())
                    .about(INSTANCE));

    private HostPromises() {}

    private static List<String> openGroups(Declared declared) {
        Stream<String> groups = GROUPS.stream()
                .flatMap(declared::ofType)
                // An absent list is no promise: the provider would leave rules made by hand in place.
                .filter(group -> group.input("ingress").isEmpty()
                        || !group.list("ingress").isEmpty())
                .map(RecordedResource::urn);
        Stream<String> rules = RULES.stream()
                .flatMap(declared::ofType)
                .filter(rule -> !rule.text("type").equals("egress"))
                .map(RecordedResource::urn);
        return Stream.concat(groups, rules).toList();
    }

    private static boolean isImdsV2Only(RecordedResource instance) {
        return instance.text("metadataOptions", "httpTokens").equals("required")
                && instance.text("metadataOptions", "httpPutResponseHopLimit").equals("1");
    }

    private static boolean isSteady(RecordedResource instance) {
        return instance.text("keyName").isEmpty()
                && instance.text("userDataReplaceOnChange").equals("false")
                && instance.ignoreChanges().containsAll(List.of("ami", "userData"));
    }
}
