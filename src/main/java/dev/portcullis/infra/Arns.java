package dev.portcullis.infra;

/**
 * ARNs of things whose names are known before they exist. Everything is in the {@code aws} partition: Cloudflare and
 * Bedrock's inference profiles are not offered together in the others.
 */
record Arns(Names names, String account, String region) {

    String role(String part) {
        return "arn:aws:iam::" + account + ":role/" + names.of(part);
    }

    String parameter(String part) {
        return "arn:aws:ssm:" + region + ":" + account + ":parameter" + names.parameter(part);
    }

    String bucket(String part) {
        return "arn:aws:s3:::" + bucketName(part);
    }

    String bucketName(String part) {
        return names.bucket(part, account, region);
    }

    String logGroup(String function) {
        return "arn:aws:logs:" + region + ":" + account + ":log-group:" + names.logGroup(function);
    }

    String trail() {
        return "arn:aws:cloudtrail:" + region + ":" + account + ":trail/" + names.of("trail");
    }

    /** Any resource of a kind of EC2 in this account and region, such as {@code volume/*}. */
    String ec2(String kind) {
        return "arn:aws:ec2:" + region + ":" + account + ":" + kind + "/*";
    }
}
