package dev.portcullis.deployed.door;

import dev.portcullis.input.BadInput;
import java.net.URI;
import java.util.Set;

/** Checks the URL of an admin API: an admin key must not leave the machine in clear text. */
public final class AdminUrl {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private AdminUrl() {}

    /**
     * Reads it, without the slash at its end.
     *
     * @param where the option or output that names it
     */
    public static URI of(String where, String url) {
        URI uri;
        try {
            uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        } catch (IllegalArgumentException e) {
            throw wrong(where, url);
        }
        boolean plain = uri.getHost() != null
                && String.valueOf(uri.getPath()).isEmpty()
                && uri.getQuery() == null
                && uri.getFragment() == null
                && uri.getUserInfo() == null;
        boolean safe = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
        if (!plain || !safe) {
            throw wrong(where, url);
        }
        return uri;
    }

    private static BadInput wrong(String where, String url) {
        return new BadInput(
                where,
                "http://127.0.0.1:PORT, or https://HOST, without a path",
                "'" + url.replaceAll("//[^/@]*@", "//…@") + "'",
                "Name a deployed stack with --stack NAME instead");
    }
}
