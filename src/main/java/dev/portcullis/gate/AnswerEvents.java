package dev.portcullis.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.gate.shape.StreamFilter;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A stream event by event: each is counted, and the usage that the gate asked for is taken out of a chat again whose
 * caller did not.
 */
final class AnswerEvents {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DATA = "data:";
    /** The longest repeats the whole request and its answer. */
    private static final int LONGEST = 8 * 1024 * 1024;

    private final Charge charge;
    private final boolean usageHidden;
    private Optional<Denied> failure = Optional.empty();
    private Buffer pending = Buffer.buffer();
    private int searched;

    AnswerEvents(Charge charge, boolean usageHidden) {
        this.charge = charge;
        this.usageHidden = usageHidden;
    }

    /** The events that are complete now, as the caller is to see them. */
    Buffer feed(Buffer chunk) {
        pending.appendBuffer(chunk);
        Buffer out = Buffer.buffer();
        int start = 0;
        for (int end = endOfEvent(start); end >= 0; end = endOfEvent(start)) {
            out.appendBuffer(seen(pending.getBuffer(start, end)));
            start = end;
            searched = end;
        }
        pending = pending.getBuffer(start, pending.length());
        searched = Math.max(0, pending.length() - 3);
        return out;
    }

    /** The error that ends the stream, once its event was there. */
    Optional<Denied> failure() {
        return failure;
    }

    /** Whether what has no end yet is longer than any event. */
    boolean isTooLong() {
        return pending.length() > LONGEST;
    }

    /** What has no end yet. */
    Buffer rest() {
        Buffer rest = pending;
        pending = Buffer.buffer();
        searched = 0;
        return rest;
    }

    /** The index behind the next empty line, or -1. */
    private int endOfEvent(int start) {
        int lineEnds = 0;
        for (int i = Math.max(start, searched); i < pending.length(); i++) {
            byte one = pending.getByte(i);
            if (one == '\n' && ++lineEnds == 2) {
                return i + 1;
            }
            if (one != '\n' && one != '\r') {
                lineEnds = 0;
            }
        }
        return -1;
    }

    private Buffer seen(Buffer event) {
        String text = event.toString(StandardCharsets.UTF_8).strip();
        int start = text.startsWith(DATA) ? 0 : text.indexOf("\n" + DATA) + 1;
        if (!text.startsWith(DATA, start)) {
            return event;
        }
        String data = text.substring(start + DATA.length()).strip();
        charge.event(data);
        if (failure.isEmpty()) {
            failure = error(data);
        }
        if (failure.isPresent()) {
            return Buffer.buffer();
        }
        if (!usageHidden || start > 0 || data.indexOf('\n') >= 0) {
            return event;
        }
        return StreamFilter.withoutUsage(data)
                .map(kept -> kept.equals(data) ? event : Buffer.buffer(DATA + " " + kept + "\n\n"))
                .orElseGet(Buffer::buffer);
    }

    /** LiteLLM's own words are in it, so that it does not go on as it is. */
    private static Optional<Denied> error(String data) {
        if (!data.contains("\"error\"")) {
            return Optional.empty();
        }
        try {
            JsonNode event = JSON.readTree(data);
            JsonNode error = event.path("error").isObject()
                    ? event.path("error")
                    : event.path("response").path("error");
            return error.isObject()
                    ? Optional.of(UpstreamError.inStream(error))
                    : event.path("type").asText().equals("error")
                            ? Optional.of(UpstreamError.inStream(event))
                            : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
