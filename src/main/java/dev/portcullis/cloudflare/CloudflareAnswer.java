package dev.portcullis.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;

/** The outcome of one call of Cloudflare's API: a result, a refusal in Cloudflare's own words, or no answer at all. */
public sealed interface CloudflareAnswer {

    /**
     * A call that succeeded.
     *
     * @param pages how many pages the list has; 1 where the answer is no list
     */
    record Given(JsonNode result, int pages) implements CloudflareAnswer {}

    /**
     * A call that Cloudflare refused.
     *
     * @param code the first of its error codes; 0 when it named none
     */
    record Refused(int status, int code, String message) implements CloudflareAnswer {
        private static final int AUTHENTICATION = 10_000;
        private static final int UNAUTHORIZED = 9109;

        /** Whether the token may not make this call: it lacks the permission, or the zone or account is not in its reach. */
        public boolean isForbidden() {
            return status == 401 || status == 403 || code == AUTHENTICATION || code == UNAUTHORIZED;
        }

        public boolean isMissing() {
            return status == 404;
        }

        /** Whether the product is not there, which says nothing of the token. */
        public boolean isSwitchedOff() {
            return isMissing() || message.contains("not_enabled");
        }
    }

    /**
     * No answer came.
     *
     * @param reason such as {@code no answer in time}
     */
    record Unreached(String reason) implements CloudflareAnswer {}
}
