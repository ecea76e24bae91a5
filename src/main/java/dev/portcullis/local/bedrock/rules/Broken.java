package dev.portcullis.local.bedrock.rules;

/** A request that breaks a rule, in the words of the service. */
public final class Broken extends RuntimeException {
    private final transient Rule rule;

    Broken(Rule rule, String message) {
        super(message, null, false, false);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
