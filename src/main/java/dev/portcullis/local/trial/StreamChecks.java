package dev.portcullis.local.trial;

import static dev.portcullis.local.trial.Expectation.status;
import static dev.portcullis.local.trial.Expectation.streamed;
import static dev.portcullis.local.trial.TrialModels.name;

import dev.portcullis.local.bedrock.BedrockStandIn;
import dev.portcullis.probe.Caller;
import dev.portcullis.probe.Check;
import dev.portcullis.probe.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Streams, also ones that fall silent and ones that nobody waits for, as only a stand-in can be told to.
 *
 * <p>Cloudflare cuts an answer that says nothing for 120 s, and the gate speaks up after 15. Nobody waits for that in a
 * trial: the times here are shorter, and leave the gate a smaller part of the edge's patience than it has in earnest.
 */
final class StreamChecks {
    /** The gate's time between two keep-alives. */
    static final Duration GATE_SILENCE = Duration.ofSeconds(1);
    /** The time-out of the edge that is in a hurry. */
    static final Duration EDGE_SILENCE = Duration.ofSeconds(3);

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final String CHAT = "/v1/chat/completions";

    private final TrialCallers callers;
    private final TrialModels models;
    private final BedrockStandIn bedrock;

    StreamChecks(TrialCallers callers, TrialModels models, BedrockStandIn bedrock) {
        this.callers = callers;
        this.models = models;
        this.bedrock = bedrock;
    }

    /** The checks to begin with, since they take longest. */
    List<Check> silences() {
        String scale = " (edge waits " + EDGE_SILENCE.toSeconds() + " s for 120, gate " + GATE_SILENCE.toSeconds()
                + " s for 15)";
        Caller client = callers.clientInAHurry().orElseThrow();
        String text = "[[silent " + SILENCE.toSeconds() + "s]] Hello";
        String late = "[[slow " + SILENCE.toSeconds() + "s]] Hello";
        return List.of(
                new Check(
                        SILENCE.toSeconds() + " s of silence in a stream are bridged" + scale,
                        () -> streamed(client.post(CHAT, chat(text, true)), "data: [DONE]")),
                new Check(
                        SILENCE.toSeconds() + " s of silence before a stream are bridged" + scale,
                        () -> streamed(client.post(CHAT, chat(late, true)), "data: [DONE]")),
                new Check(
                        "the same silence without a stream is cut: 524",
                        () -> status(524, client.post(CHAT, chat(text, false)))));
    }

    List<Check> streams() {
        return List.of(
                new Check(
                        "chat, streamed",
                        () -> streamed(callers.client().post(CHAT, chat("Hello", true)), "data: [DONE]")),
                new Check(
                        "messages, streamed",
                        () -> streamed(
                                callers.client()
                                        .post(
                                                "/v1/messages",
                                                Requests.messages(name(models.claude()), "Hello", 200, true)),
                                "event: message_stop")),
                new Check("a stream whose client hangs up is cancelled", this::hangUp));
    }

    private Optional<String> hangUp() throws Exception {
        int before = bedrock.hangUps();
        callers.client().hangUpAfterFirstBytes(CHAT, chat("[[silent 15s]] Good-bye", true));
        for (int i = 0; i < 100 && bedrock.hangUps() == before; i++) {
            // Until it is told, and for five seconds at most: it notices only when it writes again.
            Thread.sleep(50);
        }
        return bedrock.hangUps() > before ? Optional.empty() : Optional.of("Bedrock was never told");
    }

    private String chat(String text, boolean stream) {
        return Requests.chat(name(models.chat()), text, 200, stream);
    }
}
