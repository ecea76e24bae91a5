package dev.portcullis.infra.cloudflare;

/**
 * The decision of a policy: {@code allow} asks people to sign in, {@code non_identity} admits programs. {@code bypass},
 * which is not even logged, is left out on purpose.
 */
public enum ZeroTrustAccessPolicyDecision {
    ALLOW("allow"),
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
