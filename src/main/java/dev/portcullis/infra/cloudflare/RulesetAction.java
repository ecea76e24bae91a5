package dev.portcullis.infra.cloudflare;

/** The action of a rule on a request that matches. */
public enum RulesetAction {
    BLOCK("block"),
    REWRITE("rewrite"),
    SET_CONFIG("set_config");

    private final String value;

    RulesetAction(String value) {
        this.value = value;
    }

    /** The API's word. */
    public String value() {
        return value;
    }
}
