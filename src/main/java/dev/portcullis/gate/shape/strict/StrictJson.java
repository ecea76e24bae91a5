package dev.portcullis.gate.shape.strict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON that has one meaning: UTF-8 without a byte order mark, one object and nothing after it, one value per key at
 * every level (a parser that keeps the first and one that keeps the last would read two different bodies), numbers and
 * texts that every other reader can hold.
 */
public final class StrictJson {
    static final int DEEPEST = 64;
    static final int LONGEST_NUMBER = 64;
    static final int LONGEST_NAME = 256;
    /** Bounds the memory of a body of many small values; a conversation of a million tokens has some 50,000. */
    static final int MOST_TOKENS = 500_000;
    /** The largest body that a route may take (95 MiB) may be one text. */
    private static final int LONGEST_TEXT = 95 * 1024 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(LONGEST_TEXT)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            // Names come from strangers: nothing of them may outlive the request.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonParser parser;

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /** The message of a failure begins with the place of the mistake and repeats nothing of a value. */
    public static ObjectNode read(byte[] body) throws MalformedBody {
        Utf8.check(body);
        try (JsonParser parser = FACTORY.createParser(body)) {
            return new StrictJson(parser).document();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
    }

    private ObjectNode document() throws IOException, MalformedBody {
        try {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new MalformedBody(
                        "body",
                        "expected a JSON object, got "
                                + (first == null ? "nothing" : GivenText.describe(value(first))));
            }
            ObjectNode document = object();
            if (parser.nextToken() != null) {
                throw new MalformedBody("body", "there is more text after the JSON object" + position());
            }
            return document;
        } catch (StreamConstraintsException e) {
            throw new MalformedBody(
                    "body",
                    "the JSON is above a limit: " + DEEPEST + " levels, " + MOST_TOKENS
                            + " values and names in all, numbers of " + LONGEST_NUMBER + " and names of " + LONGEST_NAME
                            + " characters" + position());
        } catch (JsonProcessingException e) {
            // Its own message repeats the caller's text and changes with every release.
            throw new MalformedBody("body", "it is not valid JSON" + position());
        }
    }

    private ObjectNode object() throws IOException, MalformedBody {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = paired(parser.currentName());
            if (object.has(name)) {
                throw new MalformedBody(where(), "the name " + GivenText.quote(name) + " occurs twice");
            }
            object.set(name, value(parser.nextToken()));
        }
        return object;
    }

    private ArrayNode array() throws IOException, MalformedBody {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token));
        }
        return array;
    }

    private JsonNode value(JsonToken token) throws IOException, MalformedBody {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> nodes.textNode(paired(parser.getText()));
            case VALUE_NUMBER_INT -> integer(nodes);
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(finite(parser.getDoubleValue()));
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            default -> nodes.nullNode();
        };
    }

    private JsonNode integer(JsonNodeFactory nodes) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> nodes.numberNode(parser.getIntValue());
            case LONG -> nodes.numberNode(parser.getLongValue());
            default -> nodes.numberNode(parser.getBigIntegerValue());
        };
    }

    private double finite(double number) throws IOException, MalformedBody {
        if (Double.isInfinite(number)) {
            throw new MalformedBody(
                    "body", "expected numbers up to 1.8e308, got " + GivenText.shorten(parser.getText()) + position());
        }
        return number;
    }

    /** Half of a surrogate pair, written as an escape, has no UTF-8 form, so it could not be sent on. */
    private String paired(String text) throws MalformedBody {
        if (text.codePoints().anyMatch(c -> Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE)) {
            throw new MalformedBody("body", "a text has half of a surrogate pair" + position());
        }
        return text;
    }

    /** The object being read, such as {@code messages[0]}. */
    private String where() {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext up = parser.getParsingContext().getParent(); up != null; up = up.getParent()) {
            if (up.inArray()) {
                path.insert(0, "[" + up.getCurrentIndex() + "]");
            } else if (up.inObject()) {
                path.insert(0, (up.getParent().inRoot() ? "" : ".") + up.getCurrentName());
            }
        }
        return path.isEmpty() ? "body" : GivenText.shorten(path.toString());
    }

    private String position() {
        JsonLocation at = parser.currentLocation();
        return " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
