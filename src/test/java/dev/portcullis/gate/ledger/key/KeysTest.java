package dev.portcullis.gate.ledger.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.TestLedger;
import dev.portcullis.gate.ledger.key.KeyCheck.Reason;
import dev.portcullis.gate.ledger.key.KeyCheck.Refused;
import dev.portcullis.gate.ledger.key.KeyCheck.Valid;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeysTest {
    private static final Instant NOON = TestLedger.NOON;

    private final TestLedger ledger = new TestLedger();

    @AfterEach
    void close() {
        ledger.close();
    }

    private KeyText create(KeyTerms terms) throws LedgerUnavailable {
        return ledger.admin.create(terms, "root", "{}", NOON);
    }

    private KeyCheck check(KeyText text, Instant now) throws LedgerUnavailable {
        return ledger.keys.check(text, TestLedger.LAPTOP, now);
    }

    @Test
    void a_key_has_256_random_bits_and_the_database_has_none_of_them() throws Exception {
        KeyText text = create(TestLedger.terms(Map.of()));

        assertThat(text.text()).matches("pk-[a-z0-9]{8}-[A-Za-z0-9_-]{43}");
        assertThat(text).hasToString("pk-" + text.id());
        assertThat(ledger.postgres.text("SELECT encode(hash, 'hex') FROM key_secret"))
                .hasSize(64)
                .isNotEqualTo(new BigInteger(1, new Pepper("another pepper of 32 characters.").hash(text.text()))
                        .toString(16));
        assertThat(check(text, NOON)).isInstanceOf(Valid.class);
    }

    @Test
    void terms_come_back_as_they_were_given() throws Exception {
        KeyTerms terms = new KeyTerms(
                "night build",
                TestLedger.LAPTOP,
                List.of("claude-*", "nova-pro"),
                Set.of("chat", "images"),
                ZoneId.of("Europe/Berlin"),
                Map.of(Period.DAY, new Usd(1), Period.MONTH, new Usd(2), Period.TOTAL, new Usd(3)),
                new RateLimits(OptionalLong.of(4), OptionalLong.of(5), OptionalLong.of(6)),
                Optional.of(NOON.plusSeconds(7)),
                OptionalLong.of(8));

        assertThat(ledger.key(terms).terms()).isEqualTo(terms);
    }

    @Test
    void each_reason_for_a_refusal_is_known_to_the_log() throws Exception {
        KeyText good = create(TestLedger.terms(Map.of()));
        KeyText expiring = create(new KeyTerms(
                "expiring",
                TestLedger.LAPTOP,
                List.of("*"),
                Set.of("*"),
                ZoneOffset.UTC,
                Map.of(),
                RateLimits.NONE,
                Optional.of(NOON.plusSeconds(1)),
                OptionalLong.empty()));
        KeyText foreign = create(new KeyTerms(
                "foreign",
                new ClientName("ci"),
                List.of("*"),
                Set.of("*"),
                ZoneOffset.UTC,
                Map.of(),
                RateLimits.NONE,
                Optional.empty(),
                OptionalLong.empty()));

        assertThat(check(expiring, NOON)).isInstanceOf(Valid.class);
        assertThat(check(expiring, NOON.plusSeconds(1))).isEqualTo(new Refused(Reason.EXPIRED, expiring.id()));
        assertThat(check(foreign, NOON)).isEqualTo(new Refused(Reason.FOREIGN, foreign.id()));
        assertThat(check(new KeyText(good.id(), foreign.secret()), NOON))
                .isEqualTo(new Refused(Reason.WRONG_SECRET, ""));
        assertThat(check(new KeyText("00000000", good.secret()), NOON)).isEqualTo(new Refused(Reason.UNKNOWN, ""));
        ledger.admin.revoke(good.id(), "root", NOON);
        assertThat(check(good, NOON)).isEqualTo(new Refused(Reason.REVOKED, good.id()));
    }

    @Test
    void after_a_rotation_both_secrets_work_for_a_while() throws Exception {
        KeyText old = create(TestLedger.terms(Map.of()));
        KeyText fresh =
                ledger.admin.rotate(old.id(), Duration.ofHours(1), "root", NOON).orElseThrow();

        assertThat(fresh.id()).isEqualTo(old.id());
        assertThat(check(old, NOON.plusSeconds(3599))).isInstanceOf(Valid.class);
        assertThat(check(fresh, NOON)).isInstanceOf(Valid.class);
        assertThat(check(old, NOON.plusSeconds(3600))).isEqualTo(new Refused(Reason.WRONG_SECRET, ""));
    }

    @Test
    void a_second_rotation_ends_the_overlap_of_the_first() throws Exception {
        KeyText first = create(TestLedger.terms(Map.of()));
        KeyText second = ledger.admin
                .rotate(first.id(), Duration.ofHours(1), "root", NOON)
                .orElseThrow();
        ledger.admin.rotate(first.id(), Duration.ZERO, "root", NOON.plusSeconds(60));

        assertThat(check(first, NOON.plusSeconds(60))).isEqualTo(new Refused(Reason.WRONG_SECRET, ""));
        assertThat(check(second, NOON.plusSeconds(60))).isEqualTo(new Refused(Reason.WRONG_SECRET, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "nova-pro, nova-pro, true",
        "nova-pro, nova-pro-2, false",
        "claude-*, claude-opus-5-5, true",
        "claude-*, my-claude-opus, false",
        "*-opus-*, claude-opus-5-5, true",
        "*-opus-*, claude-opus, false",
        "a*a, a, false",
        "a*a, aa, true",
        "a*b*c, abbc, true",
        "a*b*c, acb, false"
    })
    void patterns_of_models_match_whole_names(String pattern, String name, boolean matches) {
        KeyTerms terms = new KeyTerms(
                "key",
                TestLedger.LAPTOP,
                List.of(pattern),
                Set.of("chat"),
                ZoneOffset.UTC,
                Map.of(),
                RateLimits.NONE,
                Optional.empty(),
                OptionalLong.empty());

        assertThat(terms.allowsModel(name)).isEqualTo(matches);
        assertThat(terms.allowsCapability("chat")).isTrue();
        assertThat(terms.allowsCapability("images")).isFalse();
    }

    /**
     * A known key with a wrong secret takes no other time to compare than a key that does not exist. The two are
     * measured in turns and compared by their medians, so that a busy machine slows both; what an early end of the
     * comparison or of the hash would save is far more than is allowed here.
     */
    @Test
    void comparing_an_unknown_key_takes_as_long_as_a_known_one() {
        Pepper pepper = TestLedger.PEPPER;
        List<byte[]> known = List.of(pepper.hash("pk-" + "0".repeat(52)));
        String wrong = "pk-" + "1".repeat(52);
        List<Long> withKey = new ArrayList<>();
        List<Long> without = new ArrayList<>();
        boolean any = false;
        for (int round = 0; round < 6_000; round++) {
            long start = System.nanoTime();
            any |= pepper.matches(wrong, known);
            long middle = System.nanoTime();
            any |= pepper.matches(wrong, List.of());
            long end = System.nanoTime();
            if (round >= 2_000) {
                withKey.add(middle - start);
                without.add(end - middle);
            }
        }

        assertThat(any).isFalse();
        assertThat(median(withKey) / median(without)).isBetween(0.8, 1.25);
    }

    private static double median(List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
