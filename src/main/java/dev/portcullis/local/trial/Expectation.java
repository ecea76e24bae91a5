package dev.portcullis.local.trial;

import dev.portcullis.probe.Caller.Answer;
import java.util.Optional;

/** Compares what came with what had to come; empty when they agree. */
final class Expectation {
    private static final int SHOWN = 200;

    private Expectation() {}

    /** A stream that has come to its end. */
    static Optional<String> streamed(Answer answer, String end) {
        return answer.type().startsWith("text/event-stream")
                ? answered(answer, end)
                : Optional.of("expected a stream, got " + answer.status() + " " + answer.type() + ": " + shown(answer));
    }

    static Optional<String> answered(Answer answer, String part) {
        return answer.status() == 200 && answer.body().contains(part)
                ? Optional.empty()
                : Optional.of("expected 200 with " + part + ", got " + answer.status() + ": " + shown(answer));
    }

    static Optional<String> status(int expected, Answer answer) {
        return answer.status() == expected
                ? Optional.empty()
                : Optional.of("expected " + expected + ", got " + answer.status() + ": " + shown(answer));
    }

    static Optional<String> equal(Object expected, Object given) {
        return given.equals(expected) ? Optional.empty() : Optional.of("expected " + expected + ", got " + given);
    }

    private static String shown(Answer answer) {
        String line = answer.body().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
