package dev.portcullis.infra.simulator;

import java.util.Map;

/** The condition keys that are known here, and whether a request can have several values of one. */
enum ConditionKey {
    ONE,
    MANY;

    private static final String GITHUB = "token.actions.githubusercontent.com:";
    private static final Map<String, ConditionKey> KNOWN = Map.ofEntries(
            Map.entry("aws:MultiFactorAuthAge", ONE),
            Map.entry("aws:MultiFactorAuthPresent", ONE),
            Map.entry("aws:SecureTransport", ONE),
            Map.entry("aws:SourceAccount", ONE),
            Map.entry("aws:SourceArn", ONE),
            Map.entry("aws:TagKeys", MANY),
            Map.entry("aws:userid", ONE),
            Map.entry("cloudwatch:AlarmActions", MANY),
            Map.entry("cloudwatch:namespace", ONE),
            Map.entry("ec2:CreateAction", ONE),
            Map.entry("ec2:Encrypted", ONE),
            Map.entry("ec2:InstanceProfile", ONE),
            Map.entry("ec2:MetadataHttpTokens", ONE),
            Map.entry("ec2:Owner", ONE),
            Map.entry("events:TargetArn", MANY),
            Map.entry("iam:AWSServiceName", ONE),
            Map.entry("iam:PassedToService", ONE),
            Map.entry("iam:PermissionsBoundary", ONE),
            Map.entry("iam:PolicyARN", ONE),
            Map.entry("lambda:Principal", ONE),
            Map.entry("sns:Protocol", ONE),
            Map.entry("ssm:SessionDocumentAccessCheck", ONE),
            Map.entry(GITHUB + "aud", ONE),
            Map.entry(GITHUB + "ref", ONE),
            Map.entry(GITHUB + "sub", ONE));

    /** @throws IllegalArgumentException for a key that is not in the table: it would be judged by guessing */
    static ConditionKey of(String key) {
        if (key.matches("aws:(Resource|Request)Tag/.+")) {
            return ONE;
        }
        ConditionKey known = KNOWN.get(key);
        if (known == null) {
            throw new IllegalArgumentException("unknown condition key " + key);
        }
        return known;
    }
}
