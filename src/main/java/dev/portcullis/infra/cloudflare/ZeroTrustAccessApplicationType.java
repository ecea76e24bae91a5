package dev.portcullis.infra.cloudflare;

/** The kinds of application that a gateway is. */
public enum ZeroTrustAccessApplicationType {
    SELF_HOSTED("self_hosted");

    private final String value;

    ZeroTrustAccessApplicationType(String value) {
        this.value = value;
    }

    /** The API's word. */
    public String value() {
        return value;
    }
}
