package dev.portcullis.infra.stack;

import dev.portcullis.settings.value.ResourceNames;

/**
 * ARNs of things whose names are known before they exist. Everything is in the {@code aws} partition: Cloudflare and
 * Bedrock's inference profiles are not offered together in the others.
 */
public record Arns(ResourceNames names, String account, String region) {
    /** The part of the trail's name that says what it is. */
    public static final String TRAIL = "trail";

    /** The part of the boundary policy's name that says what it is. */
    public static final String BOUNDARY = "boundary";

    /** The same account and region, for the names of another stack. */
    public Arns in(ResourceNames other) {
        return new Arns(other, account, region);
    }

    /** A resource of this account and region, such as {@code lambda} and {@code function:portcullis-dev-idle-stop}. */
    public String regional(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** A resource of this account that lies in no region, such as {@code budgets} and {@code budget/x}. */
    public String global(String service, String resource) {
        return "arn:aws:" + service + "::" + account + ":" + resource;
    }

    public String policy(String part) {
        return global("iam", "policy/" + names.of(part));
    }

    public String role(String part) {
        return global("iam", "role/" + names.of(part));
    }

    public String parameter(String part) {
        return regional("ssm", "parameter" + names.parameter(part));
    }

    public String bucket(String part) {
        return "arn:aws:s3:::" + bucketName(part);
    }

    String bucketName(String part) {
        return names.bucket(part, account, region);
    }

    public String logGroup(String function) {
        return regional("logs", "log-group:" + names.logGroup(function));
    }

    /** The group that takes the host's journal; its streams lie below it. */
    public String hostLogs() {
        return regional("logs", "log-group:" + names.hostLogs());
    }

    public String trail() {
        return regional("cloudtrail", "trail/" + names.of(TRAIL));
    }

    /** Any resource of a kind of EC2 in this account and region, such as {@code volume/*}. */
    public String ec2(String kind) {
        return regional("ec2", kind + "/*");
    }
}
