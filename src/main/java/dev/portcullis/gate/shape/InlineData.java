package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * A file inside the body, as {@code data:image/png;base64,…}. An address would be fetched from the gateway's own
 * network, by a program that holds AWS credentials.
 */
record InlineData(String mediaType) implements Kind {
    private static final Pattern HEAD = Pattern.compile("data:([a-z]+)/[A-Za-z0-9.+-]{1,80};base64,");
    /** A head is shorter; the rest of the text may be megabytes. */
    private static final int LONGEST_HEAD = 128;

    @Override
    public String expected() {
        return "the file itself as 'data:" + mediaType + "/…;base64,…'";
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isTextual();
    }

    @Override
    public JsonNode rebuild(JsonNode given, Place at) throws Refused {
        if (!given.isTextual() || !isInline(given.textValue())) {
            throw Refused.invalid(
                    at.expected(expected(), given).message() + ". The gateway fetches nothing from the web");
        }
        String text = given.textValue();
        at.attach(mediaType.equals("image"), text.substring(text.indexOf(',') + 1));
        return given;
    }

    private boolean isInline(String text) {
        var head = HEAD.matcher(text.substring(0, Math.min(text.length(), LONGEST_HEAD)));
        return head.lookingAt() && head.group(1).equals(mediaType);
    }
}
