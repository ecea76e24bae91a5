package dev.portcullis.operate.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.input.BadInput;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The order that the host reads. It names neither a file nor a program; its number names the copy of the dump.
 *
 * @param source for people: the dump or the file that was copied
 */
public record RestoreOrder(String id, Instant at, boolean dumpFirst, String source) {
    /** The host obeys none that is older when it finds it. */
    static final Duration FRESH = Duration.ofMinutes(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BYTES = 8;

    /** With a number that no other order has. */
    public static RestoreOrder of(Instant now, boolean dumpFirst, String source) {
        byte[] number = new byte[BYTES];
        new SecureRandom().nextBytes(number);
        return new RestoreOrder(
                HexFormat.of().formatHex(number), now.truncatedTo(ChronoUnit.SECONDS), dumpFirst, source);
    }

    /** Empty before the first order. */
    static Optional<RestoreOrder> parse(String name, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json.path("id").asText().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RestoreOrder(
                            json.path("id").asText(),
                            Instant.parse(json.path("at").asText()),
                            json.path("dumpFirst").asBoolean(),
                            plain(json.path("source").asText())));
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw new BadInput(name, "an order of ./portcullis restore", "something else", "Set its value to {}");
        }
    }

    String json() {
        return JSON.createObjectNode()
                .put("id", id)
                .put("at", at.toString())
                .put("dumpFirst", dumpFirst)
                .put("source", source)
                .toString();
    }

    /** The key of the copy in the backup bucket; its seal lies beside it. */
    String copy() {
        return "restore/" + id + ".dump";
    }

    /** A terminal must obey nothing of it. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\n]]", "?");
    }
}
