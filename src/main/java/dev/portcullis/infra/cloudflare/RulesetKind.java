package dev.portcullis.infra.cloudflare;

/** The level that a ruleset belongs to. */
public enum RulesetKind {
    ZONE("zone");

    private final String value;

    RulesetKind(String value) {
        this.value = value;
    }

    /** The API's word. */
    public String value() {
        return value;
    }
}
