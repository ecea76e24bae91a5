package dev.portcullis.gate.ledger.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.TestLedger;
import dev.portcullis.gate.ledger.key.StackKeys.StackKey;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StackKeysTest {
    private static final Instant NOON = TestLedger.NOON;
    private static final KeyText FIRST = new KeyText("abcd1234", "x".repeat(43));
    private static final KeyText SECOND = new KeyText("abcd1234", "y".repeat(43));

    private TestLedger ledger = new TestLedger();
    private final StackKeys stack = new StackKeys(ledger.database, TestLedger.PEPPER);

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void a_declared_key_works_and_a_second_start_changes_nothing() throws Exception {
        StackKey key = key(FIRST, Optional.empty(), 5);
        stack.apply(List.of(key), NOON);
        stack.apply(List.of(key), NOON.plusSeconds(9));

        assertThat(check(FIRST, NOON)).isInstanceOf(KeyCheck.Valid.class);
        VirtualKey found = ledger.admin.find(FIRST.id()).orElseThrow();
        assertThat(found.terms()).isEqualTo(key.terms());
        assertThat(found.declared()).isTrue();
        assertThat(acts()).isEqualTo("keys.create");
    }

    @Test
    void other_terms_are_an_edit_that_keeps_the_secret_and_the_spend() throws Exception {
        stack.apply(List.of(key(FIRST, Optional.empty(), 5)), NOON);
        stack.apply(List.of(key(FIRST, Optional.empty(), 7)), NOON);

        assertThat(check(FIRST, NOON)).isInstanceOf(KeyCheck.Valid.class);
        assertThat(ledger.admin.find(FIRST.id()).orElseThrow().terms().budgets())
                .isEqualTo(Map.of(Period.DAY, new Usd(7)));
        assertThat(acts()).isEqualTo("keys.create keys.edit");
    }

    @Test
    void after_a_rotation_the_secret_before_works_until_the_grace_is_over() throws Exception {
        stack.apply(List.of(key(FIRST, Optional.empty(), 5)), NOON);
        Optional<Instant> grace = Optional.of(NOON.plusSeconds(60));
        stack.apply(List.of(key(SECOND, grace, 5)), NOON);
        stack.apply(List.of(key(SECOND, grace, 5)), NOON.plusSeconds(9));

        assertThat(check(SECOND, NOON)).isInstanceOf(KeyCheck.Valid.class);
        assertThat(check(FIRST, NOON.plusSeconds(59))).isInstanceOf(KeyCheck.Valid.class);
        assertThat(check(FIRST, NOON.plusSeconds(60))).isInstanceOf(KeyCheck.Refused.class);
        assertThat(acts()).isEqualTo("keys.create keys.rotate");
    }

    @Test
    void an_emergency_ends_a_grace_that_was_granted_before() throws Exception {
        stack.apply(List.of(key(FIRST, Optional.empty(), 5)), NOON);
        stack.apply(List.of(key(SECOND, Optional.of(NOON.plusSeconds(60)), 5)), NOON);
        stack.apply(List.of(key(SECOND, Optional.empty(), 5)), NOON.plusSeconds(1));

        assertThat(check(FIRST, NOON.plusSeconds(2))).isInstanceOf(KeyCheck.Refused.class);
        assertThat(check(SECOND, NOON.plusSeconds(2))).isInstanceOf(KeyCheck.Valid.class);
    }

    @Test
    void a_secret_that_comes_back_with_a_rollback_lasts_again() throws Exception {
        stack.apply(List.of(key(FIRST, Optional.empty(), 5)), NOON);
        stack.apply(List.of(key(SECOND, Optional.empty(), 5)), NOON);
        stack.apply(List.of(key(FIRST, Optional.empty(), 5)), NOON);

        assertThat(check(FIRST, NOON)).isInstanceOf(KeyCheck.Valid.class);
        assertThat(check(SECOND, NOON)).isInstanceOf(KeyCheck.Refused.class);
    }

    @Test
    void a_key_that_is_declared_no_more_is_revoked_and_others_are_left_alone() throws Exception {
        VirtualKey own = ledger.key(TestLedger.terms(Map.of()));
        stack.apply(List.of(key(FIRST, Optional.empty(), 5)), NOON);
        stack.apply(List.of(), NOON);

        assertThat(check(FIRST, NOON)).isInstanceOf(KeyCheck.Refused.class);
        assertThat(ledger.admin.find(own.id()).orElseThrow().revokedAt()).isEmpty();
        assertThat(acts()).isEqualTo("keys.create keys.revoke");

        stack.apply(List.of(key(FIRST, Optional.empty(), 5)), NOON);
        assertThat(check(FIRST, NOON)).isInstanceOf(KeyCheck.Valid.class);
        assertThat(acts()).isEqualTo("keys.create keys.revoke keys.restore");
    }

    @Test
    void a_key_that_cannot_be_written_leaves_all_of_them_as_they_were() throws Exception {
        StackKey unknownClient =
                new StackKey(new KeyText("zzzz9999", "z".repeat(43)), Optional.empty(), terms("nobody", 5), "{}");

        assertThatThrownBy(() -> stack.apply(List.of(key(FIRST, Optional.empty(), 5), unknownClient), NOON))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(ledger.admin.find(FIRST.id())).isEmpty();
        assertThat(acts()).isEmpty();
    }

    @Test
    void a_key_that_has_expired_before_it_was_there_is_not_made() throws Exception {
        KeyTerms ended = new KeyTerms(
                "stack.laptop",
                TestLedger.LAPTOP,
                List.of("*"),
                Set.of("*"),
                ZoneOffset.UTC,
                Map.of(),
                RateLimits.NONE,
                Optional.of(NOON),
                OptionalLong.empty());
        stack.apply(List.of(new StackKey(FIRST, Optional.empty(), ended, "{}")), NOON);

        assertThat(ledger.admin.find(FIRST.id())).isEmpty();
    }

    @Test
    void gates_that_start_together_create_it_once() {
        List<CompletableFuture<Void>> starts = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    try {
                        stack.apply(List.of(key(FIRST, Optional.empty(), 5)), NOON);
                    } catch (LedgerUnavailable e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .limit(4)
                .toList();
        starts.forEach(CompletableFuture::join);

        assertThat(acts()).isEqualTo("keys.create");
    }

    private static StackKey key(KeyText text, Optional<Instant> grace, long micros) {
        return new StackKey(text, grace, terms("laptop", micros), "{\"day\":" + micros + "}");
    }

    private static KeyTerms terms(String client, long micros) {
        return new KeyTerms(
                "stack." + client,
                new ClientName(client),
                List.of("*"),
                Set.of("*"),
                ZoneOffset.UTC,
                Map.of(Period.DAY, new Usd(micros)),
                RateLimits.NONE,
                Optional.empty(),
                OptionalLong.empty());
    }

    private KeyCheck check(KeyText text, Instant now) throws LedgerUnavailable {
        return ledger.keys.check(text, TestLedger.LAPTOP, now);
    }

    /** The stack's acts, in the order of the audit. */
    private String acts() {
        return ledger.postgres.text(
                "SELECT coalesce(string_agg(act, ' ' ORDER BY id), '') FROM audit WHERE admin = 'stack'");
    }
}
