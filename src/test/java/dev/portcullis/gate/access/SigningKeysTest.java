package dev.portcullis.gate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.portcullis.gate.FakeClock;
import dev.portcullis.gate.FakeSource;
import dev.portcullis.gate.Team;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SigningKeysTest {
    private final FakeClock clock = new FakeClock();
    private final FakeSource source = new FakeSource(Team.published(Team.FIRST));
    private final SigningKeys keys = new SigningKeys(source, clock);

    @Test
    void a_known_key_is_not_asked_for_again_within_an_hour() {
        keys.refresh();
        clock.pass(Duration.ofHours(1));

        assertThat(keys.known("first")).isPresent();
        assertThat(source.asked()).isEqualTo(1);
    }

    @Test
    void after_an_hour_a_key_is_still_used_while_the_set_is_fetched_again() {
        keys.refresh();
        clock.pass(Duration.ofHours(1).plusSeconds(1));
        source.answer(new CompletableFuture<>());

        assertThat(keys.known("first")).isPresent();
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void unknown_ids_ask_at_most_once_a_minute() {
        keys.refresh();
        clock.pass(Duration.ofSeconds(60));
        keys.refresh();
        assertThat(source.asked()).isEqualTo(1);

        clock.pass(Duration.ofSeconds(1));
        keys.refresh();
        keys.refresh();
        assertThat(source.asked()).isEqualTo(2);
    }

    @Test
    void a_rotation_is_noticed_and_the_old_key_goes_with_it() {
        keys.refresh();
        source.answer(CompletableFuture.completedStage(Team.published(Team.SECOND)));
        clock.pass(Duration.ofSeconds(61));
        keys.refresh();

        assertThat(keys.known("second")).isPresent();
        assertThat(keys.known("first")).isEmpty();
    }

    @Test
    void while_there_is_no_key_at_all_it_asks_every_five_seconds() {
        source.answer(CompletableFuture.failedStage(new IllegalStateException("unreachable")));
        keys.refresh();
        clock.pass(Duration.ofSeconds(5));
        keys.refresh();
        assertThat(source.asked()).isEqualTo(1);

        clock.pass(Duration.ofSeconds(1));
        keys.refresh();
        assertThat(source.asked()).isEqualTo(2);
        assertThat(keys.available()).isFalse();
    }

    @Test
    void a_fetch_under_way_is_shared() {
        CompletableFuture<String> slow = new CompletableFuture<>();
        source.answer(slow);
        var first = keys.refresh().toCompletableFuture();
        var second = keys.refresh().toCompletableFuture();
        slow.complete(Team.published(Team.FIRST));

        assertThat(source.asked()).isEqualTo(1);
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(keys.known("first")).isPresent();
    }

    @Test
    void a_set_that_cannot_be_read_or_is_empty_changes_nothing() {
        keys.refresh();
        for (String text : List.of("<html>", "{\"keys\":[]}", "{}")) {
            source.answer(CompletableFuture.completedStage(text));
            clock.pass(Duration.ofSeconds(61));
            keys.refresh();
            assertThat(keys.known("first")).as(text).isPresent();
        }
    }

    @Test
    void only_rsa_keys_of_2048_bits_and_more_count() throws JOSEException {
        RSAKey small = new RSAKeyGenerator(1024, true).keyID("small").generate();
        var curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
        source.answer(CompletableFuture.completedStage(
                new JWKSet(List.of(small.toPublicJWK(), curve.toPublicJWK(), Team.FIRST.toPublicJWK())).toString()));
        keys.refresh();

        assertThat(keys.known("first")).isPresent();
        assertThat(keys.known("small")).isEmpty();
        assertThat(keys.known("curve")).isEmpty();
    }

    @Test
    void a_fetch_that_cannot_even_begin_is_not_the_last_one() {
        AtomicInteger asked = new AtomicInteger();
        SigningKeys failing = new SigningKeys(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new StackOverflowError("deep");
                    }
                    return CompletableFuture.completedStage(Team.published(Team.FIRST));
                },
                clock);

        assertThatThrownBy(failing::refresh).isInstanceOf(StackOverflowError.class);
        clock.pass(Duration.ofSeconds(6));
        failing.refresh();

        assertThat(failing.known("first")).isPresent();
    }

    @Test
    void a_set_on_which_the_reader_breaks_is_not_the_last_one() {
        source.answer(CompletableFuture.completedStage(null));
        keys.refresh();
        source.answer(CompletableFuture.completedStage(Team.published(Team.FIRST)));
        clock.pass(Duration.ofSeconds(6));
        keys.refresh();

        assertThat(keys.known("first")).isPresent();
    }
}
