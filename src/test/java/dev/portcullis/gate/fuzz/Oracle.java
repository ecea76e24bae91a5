package dev.portcullis.gate.fuzz;

import dev.portcullis.gate.AskedGate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges the answers to one input, and names the first fault, if there is one. */
final class Oracle {
    private static final long SLOW_MS = 8_000;
    private static final Pattern SEEN = Pattern.compile("\"seen\":([0-9]+)");
    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([a-z-]+)");
    /** Words of what stands behind the gate and of what it is made of. */
    private static final Pattern FOREIGN = Pattern.compile(
            "litellm|Traceback|BedrockException|java\\.|io\\.vertx|io\\.netty|jackson|\\bat dev\\.|NullPointer|OutOfMemory");

    private Oracle() {}

    static Optional<String> wrong(FuzzInput input, WireAnswers answered) {
        if (!answered.closed()) {
            return Optional.of(
                    "the connection stayed open, " + answered.answers().size() + " answers");
        }
        if (answered.milliseconds() > SLOW_MS) {
            return Optional.of("took " + answered.milliseconds() + " ms");
        }
        for (WireAnswers.Answer answer : answered.answers()) {
            Optional<String> wrong = wrong(input, answer);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        List<Integer> statuses =
                answered.answers().stream().map(WireAnswers.Answer::status).toList();
        boolean kept = switch (input.promise()) {
            case ANSWERED -> statuses.size() == 1;
            case SERVED -> !statuses.isEmpty() && statuses.stream().allMatch(status -> status == 200);
            case REFUSED -> statuses.size() == 1 && statuses.get(0) >= 400;
            case ENDED -> true;
        };
        return kept ? Optional.empty() : Optional.of("promised " + input.promise() + ", got " + statuses);
    }

    private static Optional<String> wrong(FuzzInput input, WireAnswers.Answer answer) {
        if (answer.status() == 0) {
            return Optional.of("bytes that are no answer: " + answer.body());
        }
        if (answer.status() >= 500 && !isOfModelService(answer.body())) {
            return Optional.of("status " + answer.status() + ": " + answer.body());
        }
        Matcher foreign = FOREIGN.matcher(answer.body());
        if (foreign.find()) {
            return Optional.of("says '" + foreign.group() + "'");
        }
        if (answer.status() >= 400
                && !answer.body().startsWith("{\"error\":{")
                && !answer.body().startsWith("{\"type\":\"error\"")) {
            return Optional.of("an error in no known shape: " + answer.body());
        }
        return cheap(new String(input.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1), answer);
    }

    private static boolean isOfModelService(String body) {
        return body.contains("odel service") || body.contains("Bedrock") || body.contains("The model took too long");
    }

    /** The stand-in names no usage, so that the whole reservation is what the call cost. */
    private static Optional<String> cheap(String request, WireAnswers.Answer answer) {
        Matcher seen = SEEN.matcher(answer.body());
        Matcher model = MODEL.matcher(request);
        String cost = answer.header("x-portcullis-cost-usd");
        if (!seen.find() || cost.isEmpty() || !model.find()) {
            return Optional.empty();
        }
        double least = Long.parseLong(seen.group(1)) * AskedGate.inputPrice(model.group(1)) / 1_000_000;
        return Double.parseDouble(cost) >= Math.floor(least * 1_000_000) / 1_000_000
                ? Optional.empty()
                : Optional.of("reserved " + cost + ", sent at least " + least);
    }
}
