package dev.portcullis.infra.cloudflare;

/** The record types that a gateway has: a tunnel is always reached by a CNAME. */
public enum DnsRecordType {
    CNAME("CNAME");

    private final String value;

    DnsRecordType(String value) {
        this.value = value;
    }

    /** The API's word. */
    public String value() {
        return value;
    }
}
