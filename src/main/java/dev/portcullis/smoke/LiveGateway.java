package dev.portcullis.smoke;

import dev.portcullis.input.BadInput;
import dev.portcullis.probe.Caller;
import dev.portcullis.probe.ServiceToken;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** The address of a gateway, and the credentials of its caller. */
record LiveGateway(URI url, Credentials credentials) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    /** @throws BadInput for a URL that has more than a host and a port, or that would send secrets in the clear */
    static LiveGateway at(String url, Credentials credentials) {
        try {
            URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            boolean isBare = uri.getHost() != null
                    && String.valueOf(uri.getRawPath()).isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            boolean isSafe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
            if (isBare && isSafe) {
                return new LiveGateway(uri, credentials);
            }
        } catch (URISyntaxException e) {
            // Reported below, without the URL: it may be a secret of the one who asks.
        }
        throw new BadInput(
                "--url",
                "https://HOST without a path, or http://127.0.0.1:PORT of a running try",
                url.length() + " characters of another form",
                "Give scheme and host alone");
    }

    Caller client() {
        return caller(Optional.of(credentials.token()), credentials.key());
    }

    Caller stranger() {
        return caller(Optional.empty(), credentials.key());
    }

    Caller forger() {
        String id = credentials.token().clientId();
        return caller(Optional.of(new ServiceToken(id, "not-the-secret-of-this-token", true)), credentials.key());
    }

    /** The client, having left its key at home. */
    Caller keyless() {
        return caller(Optional.of(credentials.token()), "");
    }

    private Caller caller(Optional<ServiceToken> token, String key) {
        return new Caller(url, token, key);
    }
}
