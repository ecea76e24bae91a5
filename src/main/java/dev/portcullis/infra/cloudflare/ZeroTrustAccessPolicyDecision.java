package dev.portcullis.infra.cloudflare;

/**
 * The decision of a policy. {@code bypass} (not even logged) and {@code allow} (asks machines to log in) are left out
 * on purpose.
 */
public enum ZeroTrustAccessPolicyDecision {
    NON_IDENTITY("non_identity"),
    DENY("deny");

    private final String value;

    ZeroTrustAccessPolicyDecision(String value) {
        this.value = value;
    }

    /** The API's word. */
    public String value() {
        return value;
    }
}
