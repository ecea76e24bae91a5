package dev.portcullis.local.litellm;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks whether LiteLLM serves. The path needs no key and makes no call to Bedrock; {@code /health} would. */
final class Readiness {
    private final URI probe;

    Readiness(URI base) {
        this.probe = base.resolve("/health/readiness");
    }

    boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection) probe.toURL().openConnection(java.net.Proxy.NO_PROXY);
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
