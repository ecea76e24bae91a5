package dev.portcullis.difference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.input.BadInput;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One JSON value, in UTF-8, each key once, of bounded depth, and nothing behind it. */
final class StrictPlanJson {
    private static final int DEEPEST = 64;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictPlanJson() {}

    static JsonNode parse(String name, byte[] bytes, int most) {
        if (bytes.length > most) {
            throw wrong(name, "at most " + most + " bytes", "more");
        }
        JsonNode json;
        try {
            // Jackson replaces what is no UTF-8 where it may; a decoder of its own says no.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            json = MAPPER.readTree(text);
        } catch (CharacterCodingException e) {
            throw wrong(name, "UTF-8", "bytes that are not");
        } catch (JsonProcessingException e) {
            throw wrong(
                    name,
                    "JSON of at most " + DEEPEST + " levels, each key once",
                    e.getLocation() == null
                            ? "something else"
                            : "an error in line " + e.getLocation().getLineNr());
        }
        if (!json.isObject()) {
            throw wrong(name, "a JSON object", "something else");
        }
        return json;
    }

    /** A text that holds JSON as its value; what is none comes back as it was. */
    static JsonNode opened(JsonNode value) {
        if (!value.isTextual()
                || !(value.textValue().startsWith("{") || value.textValue().startsWith("["))) {
            return value;
        }
        try {
            JsonNode inner = MAPPER.readTree(value.textValue());
            return inner.isContainerNode() ? inner : value;
        } catch (JsonProcessingException e) {
            return value;
        }
    }

    private static BadInput wrong(String name, String expected, String given) {
        return new BadInput(name, expected, given, "Write it anew with: ./portcullis plan --json");
    }
}
