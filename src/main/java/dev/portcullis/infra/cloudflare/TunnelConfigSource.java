package dev.portcullis.infra.cloudflare;

/** The place of a tunnel's configuration; one kept on the host ({@code local}) would be out of the program's sight. */
public enum TunnelConfigSource {
    CLOUDFLARE("cloudflare");

    private final String value;

    TunnelConfigSource(String value) {
        this.value = value;
    }

    /** The API's word. */
    public String value() {
        return value;
    }
}
