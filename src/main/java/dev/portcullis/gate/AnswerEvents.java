package dev.portcullis.gate;

import dev.portcullis.gate.answer.AnswerForm;
import dev.portcullis.gate.shape.StreamFilter;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * A stream event by event: each is counted, and the usage that the gate asked for is taken out of a chat again whose
 * caller did not.
 */
final class AnswerEvents {
    private static final String DATA = "data:";
    /** The longest repeats the whole request and its answer. */
    private static final int LONGEST = 8 * 1024 * 1024;

    private final Charge charge;
    private final boolean usageHidden;
    private final AnswerForm form;
    private Buffer pending = Buffer.buffer();
    private int searched;

    AnswerEvents(Charge charge, boolean usageHidden, AnswerForm form) {
        this.charge = charge;
        this.usageHidden = usageHidden;
        this.form = form;
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
        String turned = form.event(data);
        if (!turned.equals(data)) {
            return Buffer.buffer(text.substring(0, start) + DATA + " " + turned + "\n\n");
        }
        if (!usageHidden || start > 0 || data.indexOf('\n') >= 0) {
            return event;
        }
        return StreamFilter.withoutUsage(data)
                .map(kept -> kept.equals(data) ? event : Buffer.buffer(DATA + " " + kept + "\n\n"))
                .orElseGet(Buffer::buffer);
    }
}
