package dev.portcullis.infra;

/**
 * ARNs of things whose names are known before they exist. Everything is in the {@code aws} partition: Cloudflare and
 * Bedrock's inference profiles are not offered together in the others.
 */
record Arns(Names names, String account, String region) {
    /** The part of the trail's name that says what it is. */
    static final String TRAIL = "trail";

    /** The part of the boundary policy's name that says what it is. */
    static final String BOUNDARY = "boundary";

    /** The same account and region, for the names of another stack. */
    Arns in(Names other) {
        return new Arns(other, account, region);
    }

    /** A resource of this account and region, such as {@code lambda} and {@code function:portcullis-dev-idle-stop}. */
    String regional(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** A resource of this account that lies in no region, such as {@code budgets} and {@code budget/x}. */
    String global(String service, String resource) {
        return "arn:aws:" + service + "::" + account + ":" + resource;
    }

    String policy(String part) {
        return global("iam", "policy/" + names.of(part));
    }

    String role(String part) {
        return global("iam", "role/" + names.of(part));
    }

    String parameter(String part) {
        return regional("ssm", "parameter" + names.parameter(part));
    }

    String bucket(String part) {
        return "arn:aws:s3:::" + bucketName(part);
    }

    String bucketName(String part) {
        return names.bucket(part, account, region);
    }

    String logGroup(String function) {
        return regional("logs", "log-group:" + names.logGroup(function));
    }

    String trail() {
        return regional("cloudtrail", "trail/" + names.of(TRAIL));
    }

    /** Any resource of a kind of EC2 in this account and region, such as {@code volume/*}. */
    String ec2(String kind) {
        return regional("ec2", kind + "/*");
    }
}
