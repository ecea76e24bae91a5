package dev.portcullis.settings.value;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * The address of a webhook. It is a secret, since whoever has it may post, so neither this record nor an exception of it
 * prints it. A name inside a network or an address in figures is refused here; an address that a name leads to is
 * checked when it is called.
 */
public record WebhookAddress(URI uri) {
    private static final int LONGEST = 1_000;
    private static final int HTTPS = 443;
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HOST = Pattern.compile("(?:" + LABEL + "\\.)+[a-z][a-z0-9-]*[a-z0-9]");
    private static final Pattern INSIDE =
            Pattern.compile(".*\\.(?:local|localhost|internal|localdomain|lan|home|arpa)");
    private static final Pattern PLAIN = Pattern.compile("[!-~]+");

    public WebhookAddress {
        String host = String.valueOf(uri.getHost());
        boolean sound = "https".equals(uri.getScheme())
                && HOST.matcher(host).matches()
                && !INSIDE.matcher(host).matches()
                && (uri.getPort() == -1 || uri.getPort() == HTTPS)
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
        if (!sound) {
            throw new IllegalArgumentException("not a webhook's address");
        }
    }

    /** Reads an address; the exception does not repeat it. */
    public static WebhookAddress of(String text) {
        if (text.length() > LONGEST || !PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("not a webhook's address");
        }
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a webhook's address", null);
        }
        return new WebhookAddress(uri);
    }

    @Override
    public String toString() {
        return "WebhookAddress";
    }
}
