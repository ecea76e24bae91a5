package dev.portcullis.infra.cloudflare;

/** When in a request's life a ruleset runs; the order here is the order at the edge. */
public enum RulesetPhase {
    HTTP_CONFIG_SETTINGS("http_config_settings"),
    HTTP_REQUEST_FIREWALL_CUSTOM("http_request_firewall_custom"),
    HTTP_RATELIMIT("http_ratelimit"),
    HTTP_RESPONSE_HEADERS_TRANSFORM("http_response_headers_transform");

    private final String value;

    RulesetPhase(String value) {
        this.value = value;
    }

    /** The API's word. */
    public String value() {
        return value;
    }
}
