package dev.portcullis.settings.value;

/**
 * Every name that is visible in AWS or Cloudflare, derived from the stack's name alone, so that rights can be written
 * for names before the things exist. With a stack name of at most 16 characters the longest of them, a bucket's, has 63, which is S3's limit.
 */
public record ResourceNames(String stack) {
    /** The tag that says whose a thing is: rights to what has no name of its own ask for it. */
    public static final String STACK_TAG = "portcullis:stack";

    public static final String MANAGED_TAG = "portcullis:managed-by";

    /** The tag and name prefix of all that belongs to one stack. */
    public String prefix() {
        return "portcullis-" + stack;
    }

    public String of(String part) {
        return prefix() + "-" + part;
    }

    /** Bucket names are global: account and region keep two accounts' stacks apart. At most 63 characters. */
    public String bucket(String part, String account, String region) {
        return of(part) + "-" + account + "-" + region;
    }

    public String parameter(String part) {
        return "/portcullis/" + stack + "/" + part;
    }

    /** The CloudWatch namespace that the gate alone may write and the idle stop reads. */
    public String metricNamespace() {
        return "Portcullis/" + stack;
    }

    /** The log group that takes the host's journal. */
    public String hostLogs() {
        return "/portcullis/" + stack + "/host";
    }

    public String logGroup(String function) {
        return "/aws/lambda/" + function;
    }
}
