package dev.portcullis.gate.upstream;

import dev.portcullis.gate.answer.AnswerForm;
import dev.portcullis.gate.answer.CleanAnswer;
import dev.portcullis.gate.money.Charge;
import dev.portcullis.gate.shape.usage.StreamFilter;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A stream event by event: each is counted, and the usage that the gate asked for is taken out of a chat again whose
 * caller did not.
 */
final class AnswerEvents {
    private static final String DATA = "data:";
    /** The longest repeats the whole request and its answer. */
    private static final int LONGEST = 8 * 1024 * 1024;

    private final CleanAnswer clean;
    private final AnswerForm form;
    private final Charge charge;
    private final boolean usageHidden;
    private Buffer pending = Buffer.buffer();
    private int searched;
    private Optional<String> failure = Optional.empty();
    private Optional<Event> held = Optional.empty();

    /** An event with its parts: the lines before its data, and the data. */
    private record Event(Buffer whole, String head, String data) {}

    AnswerEvents(CleanAnswer clean, AnswerForm form, Charge charge, boolean usageHidden) {
        this.clean = clean;
        this.form = form;
        this.charge = charge;
        this.usageHidden = usageHidden;
    }

    /** The events that are complete now, as the caller is to see them. */
    Buffer feed(Buffer chunk) {
        pending.appendBuffer(chunk);
        Buffer out = Buffer.buffer();
        int start = 0;
        for (int end = endOfEvent(start); end >= 0 && failure.isEmpty(); end = endOfEvent(start)) {
            out.appendBuffer(seen(pending.getBuffer(start, end)));
            start = end;
            searched = end;
        }
        pending = pending.getBuffer(start, pending.length());
        searched = Math.max(0, pending.length() - 3);
        return out;
    }

    /** The text of an error that came as an event; nothing after it is told. */
    Optional<String> failure() {
        return failure;
    }

    /** Whether what has no end yet is longer than any event. */
    boolean isTooLong() {
        return pending.length() > LONGEST;
    }

    /** The beginning of an event that has no end yet. */
    Buffer rest() {
        Buffer rest = release().appendBuffer(pending);
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
        failure = CleanAnswer.failure(data);
        if (failure.isPresent()) {
            return Buffer.buffer();
        }
        charge.event(data);
        if (data.indexOf('\n') >= 0) {
            return event;
        }
        Event next = new Event(event, text.substring(0, start), data);
        Buffer before = release();
        if (charge.isGuarded() && data.contains("\"message_delta\"")) {
            // Bedrock says in the event after it whether the guardrail has put its own text in place of the answer.
            held = Optional.of(next);
            return before;
        }
        return before.appendBuffer(shown(next, data));
    }

    private Buffer release() {
        Buffer out = held.map(
                        event -> shown(event, charge.isBlocked() ? CleanAnswer.refused(event.data()) : event.data()))
                .orElseGet(Buffer::buffer);
        held = Optional.empty();
        return out;
    }

    private Buffer shown(Event event, String data) {
        String cleaned = form.event(clean.event(data));
        Optional<String> kept = usageHidden ? StreamFilter.withoutUsage(cleaned) : Optional.of(cleaned);
        return kept.map(last -> last.equals(event.data())
                        ? event.whole()
                        : Buffer.buffer(event.head() + DATA + " " + last + "\n\n"))
                .orElseGet(Buffer::buffer);
    }
}
