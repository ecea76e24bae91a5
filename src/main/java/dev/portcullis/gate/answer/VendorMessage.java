package dev.portcullis.gate.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds Bedrock's own message in LiteLLM's error. LiteLLM puts the vendor's JSON behind words of its own, and where it
 * fails itself it writes a traceback with its paths and versions: only a message in the vendor's JSON goes on, and only
 * when nothing of LiteLLM's is in it.
 */
public final class VendorMessage {
    private static final JsonFactory JSON = JsonMapper.builder().build().getFactory();
    private static final int LONGEST = 1000;
    /** LiteLLM's text may hold several objects; the vendor's is among the first. */
    private static final int TRIES = 4;

    private static final Pattern NOT_THE_VENDORS = Pattern.compile(
            "litellm|traceback|site-packages|\\.py\\b|python|pydantic|httpx|bedrockexception|/(?:opt|usr|root|home|var|tmp)/|[\\p{Cntrl}&&[^\\n\\t]]",
            Pattern.CASE_INSENSITIVE);

    private VendorMessage() {}

    /** Empty when there is none that may be told. */
    public static Optional<String> in(String text) {
        int from = text.indexOf('{');
        for (int tries = TRIES; tries > 0 && from >= 0; tries--) {
            Optional<String> found = message(text.substring(from));
            if (found.isPresent()) {
                return found.filter(message -> !NOT_THE_VENDORS.matcher(message).find())
                        .map(message -> message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…");
            }
            from = text.indexOf('{', from + 1);
        }
        return Optional.empty();
    }

    /** Reads the object at the beginning; any text after it does not matter. */
    private static Optional<String> message(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonNode root = parser.readValueAsTree();
            for (JsonNode place : new JsonNode[] {root, root.path("error")}) {
                for (String name : new String[] {"message", "Message"}) {
                    if (place.path(name).isTextual()) {
                        return Optional.of(place.path(name).textValue());
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
