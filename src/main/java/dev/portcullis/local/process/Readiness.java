package dev.portcullis.local.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/** Asks a process whether it serves: at an address that needs no key and answers 200 then. */
final class Readiness {
    private final URI probe;

    Readiness(URI probe) {
        this.probe = probe;
    }

    boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection) probe.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
