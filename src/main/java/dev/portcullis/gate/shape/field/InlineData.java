package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.portcullis.gate.shape.strict.Refused;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file inside the body, as {@code data:image/png;base64,…}. An address would be fetched from the gateway's own
 * network, by a program that holds AWS credentials.
 *
 * @param mediaTypes those that Converse takes, from its reference ({@code ImageBlock.format}, {@code
 *     DocumentBlock.format}): LiteLLM answers any other with a 500
 */
public record InlineData(boolean picture, List<String> mediaTypes) implements FieldKind {
    private static final Pattern HEAD =
            Pattern.compile("data:([A-Za-z]+/[A-Za-z0-9.+-]{1,80})(?:;[A-Za-z]+=[A-Za-z0-9-]{1,20})?;base64,");
    /** A head is shorter; the rest of the text may be megabytes. */
    private static final int LONGEST_HEAD = 128;

    public static InlineData ofPicture() {
        return new InlineData(true, List.of("image/png", "image/jpeg", "image/gif", "image/webp"));
    }

    public static InlineData ofDocument() {
        return new InlineData(
                false,
                List.of(
                        "application/pdf",
                        "text/plain",
                        "text/markdown",
                        "text/csv",
                        "text/html",
                        "application/msword",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        "application/vnd.ms-excel",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
    }

    @Override
    public String expected() {
        return "the file itself as 'data:" + mediaTypes.get(0) + ";base64,…'";
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isTextual();
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        String text = given.isTextual() ? given.textValue() : "";
        Matcher head = HEAD.matcher(text.substring(0, Math.min(text.length(), LONGEST_HEAD)));
        if (!head.lookingAt()) {
            throw Refused.invalid(
                    at.expected(expected(), given).message() + ". The gateway fetches nothing from the web");
        }
        String mediaType = standard(head.group(1));
        if (!mediaTypes.contains(mediaType)) {
            throw at.expected(
                    "a file of one of the types " + String.join(", ", mediaTypes), TextNode.valueOf(mediaType));
        }
        String base64 = text.substring(head.end());
        at.attach(picture, base64);
        String written = "data:" + mediaType + ";base64,";
        return text.startsWith(written) ? given : TextNode.valueOf(written + base64);
    }

    private static String standard(String mediaType) {
        String lower = mediaType.toLowerCase(Locale.ROOT);
        return lower.equals("image/jpg") ? "image/jpeg" : lower;
    }
}
