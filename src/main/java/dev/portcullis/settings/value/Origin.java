package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/**
 * A web origin exactly as a browser sends it: https, a host name in lower case, and a port only when it is not 443.
 * Any other spelling would never match; a wildcard would let every page spend with a visitor's key.
 */
public record Origin(String value) {
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM =
            Pattern.compile("https://" + LABEL + "(?:\\." + LABEL + ")+(?::(?!443$)[1-9][0-9]{0,4})?");
    private static final int LONGEST = 260;
    private static final int HIGHEST_PORT = 65_535;

    public Origin {
        if (value.length() > LONGEST || !FORM.matcher(value).matches() || port(value) > HIGHEST_PORT) {
            throw new IllegalArgumentException("not an https origin: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static int port(String origin) {
        int colon = origin.indexOf(':', "https://".length());
        return colon < 0 ? 443 : Integer.parseInt(origin.substring(colon + 1));
    }
}
