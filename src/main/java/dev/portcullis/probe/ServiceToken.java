package dev.portcullis.probe;

/**
 * A service token of the Cloudflare account.
 *
 * @param allowed whether this application's policy names it; a foreign one is valid and still refused
 */
public record ServiceToken(String clientId, String clientSecret, boolean allowed) {

    /** Prints without the secret. */
    @Override
    public String toString() {
        return "ServiceToken[" + clientId + (allowed ? "]" : ", foreign]");
    }
}
