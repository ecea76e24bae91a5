package dev.portcullis.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.local.trial.RunningTrial;
import dev.portcullis.probe.Check;
import dev.portcullis.probe.PaidQuestion;
import dev.portcullis.probe.ServiceToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** The smoke check against the whole gateway as {@code try} runs it, with good credentials and with bad ones. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(Lifecycle.PER_CLASS)
final class SmokeIT {
    @SuppressWarnings("NullAway") // set before all
    private RunningTrial running;

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void start() {
        running = RunningTrial.start();
    }

    @AfterAll
    void end() {
        running.close();
    }

    @Test
    void a_whole_gateway_passes_every_check() {
        Smoke smoke = smoke(running.token(), running.key());

        assertThat(smoke.reach(Duration.ZERO).problem()).isEmpty();
        List<Check.Outcome> outcomes = smoke.free();
        assertThat(outcomes).hasSize(11);
        assertThat(outcomes.stream().filter(outcome -> !outcome.passed())).isEmpty();
    }

    @Test
    void every_attack_of_the_corpus_is_refused_by_the_lock_that_has_to() {
        LiveAttack attack = smoke(running.token(), running.key()).attack();
        List<Integer> progress = new ArrayList<>();

        List<Check.Outcome> outcomes = attack.run(Duration.ZERO, progress::add);

        assertThat(outcomes).hasSize(attack.count()).hasSizeGreaterThan(190);
        assertThat(outcomes.stream().filter(outcome -> !outcome.passed())).isEmpty();
        assertThat(progress).hasSize(attack.count()).endsWith(attack.count());
    }

    @Test
    void the_cheapest_call_of_each_api_is_answered() {
        Smoke smoke = smoke(running.token(), running.key());
        smoke.reach(Duration.ZERO);
        smoke.free();

        List<PaidQuestion> questions = Question.all(Shipped.catalogue(), smoke.capabilities(), smoke.models());

        assertThat(questions.stream().map(PaidQuestion::path))
                .containsExactly(
                        "/v1/chat/completions",
                        "/v1/messages",
                        "/v1/messages/count_tokens",
                        "/v1/responses",
                        "/v1/embeddings",
                        "/v1/images/generations");
        assertThat(questions.stream().map(smoke::pay).filter(outcome -> !outcome.passed()))
                .isEmpty();
    }

    @Test
    void one_completion_of_the_cheapest_model_is_answered() {
        Smoke smoke = smoke(running.token(), running.key());
        smoke.reach(Duration.ZERO);
        PaidQuestion question =
                Question.cheapest(Shipped.catalogue(), smoke.models()).orElseThrow();

        assertThat(smoke.pay(question).problem()).isEmpty();
    }

    @Test
    void a_wrong_secret_is_told_as_the_edges_refusal() {
        ServiceToken wrong = new ServiceToken(running.token().clientId(), "wrong-secret", true);

        assertThat(reach(wrong, running.key()))
                .isEqualTo("the edge answers 401: the service token is none of its own, or has expired");
    }

    @Test
    void a_token_of_another_application_is_told_as_such() {
        assertThat(reach(running.foreign(), running.key()))
                .startsWith("the edge answers 403: the service token is good and not this application's");
    }

    @Test
    void a_key_that_the_gate_does_not_know_is_told_as_the_gates_refusal() {
        assertThat(reach(running.token(), "pk-unknown0-" + "x".repeat(43)))
                .isEqualTo("the gate answers 401: it does not know this key, or this key is not this client's");
    }

    private String reach(ServiceToken token, String key) {
        return smoke(token, key).reach(Duration.ZERO).problem().orElse("answered");
    }

    private Smoke smoke(ServiceToken token, String key) {
        return new Smoke("http://127.0.0.1:" + running.trial().port(), new Credentials(token, key));
    }
}
