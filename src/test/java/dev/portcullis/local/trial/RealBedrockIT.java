package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.local.bedrock.BedrockStandIn;
import dev.portcullis.probe.Check;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code try --bedrock} with all that belongs to it but AWS: the caller's environment points to a stand-in. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class RealBedrockIT {
    @Test
    void few_short_questions_reach_bedrock_signed_with_the_callers_key() {
        try (BedrockStandIn bedrock = BedrockStandIn.start(Shipped.catalogue(), "eu", "eu-west-1")) {
            RealBedrock real = RealBedrock.of(
                    "eu-west-1",
                    Map.of(
                            "AWS_ACCESS_KEY_ID",
                            "AKIACALLER",
                            "AWS_SECRET_ACCESS_KEY",
                            "caller",
                            "AWS_BEDROCK_RUNTIME_ENDPOINT",
                            "http://127.0.0.1:" + bedrock.port()),
                    Shipped.catalogue());
            List<Check.Outcome> outcomes;
            try (RunningTrial running = RunningTrial.start(real)) {
                outcomes = running.trial().check();
            }

            assertThat(outcomes.stream()
                            .filter(outcome -> !outcome.passed())
                            .map(outcome ->
                                    outcome.name() + ": " + outcome.problem().orElseThrow()))
                    .isEmpty();
            assertThat(outcomes)
                    .extracting(Check.Outcome::name)
                    .filteredOn(name -> name.contains(" of "))
                    .containsExactly(
                            "a token of another application: 403",
                            "POST /v1/chat/completions of nova-micro",
                            "messages, streamed, of claude-haiku-5-5",
                            "POST /v1/messages/count_tokens of claude-haiku-5-5",
                            "POST /v1/embeddings of titan-embed-text-v2");
            assertThat(outcomes).extracting(Check.Outcome::name).noneMatch(name -> name.contains("silence"));
            assertThat(bedrock.requests())
                    .hasSize(4)
                    .allSatisfy(request -> assertThat(request.header("authorization"))
                            .contains("Credential=AKIACALLER/", "/eu-west-1/bedrock/"));
        }
    }
}
