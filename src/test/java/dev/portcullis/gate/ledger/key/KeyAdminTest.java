package dev.portcullis.gate.ledger.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.TestLedger;
import dev.portcullis.gate.ledger.key.KeyCheck.Reason;
import dev.portcullis.gate.ledger.money.Call;
import dev.portcullis.gate.ledger.money.KeyStanding;
import dev.portcullis.gate.ledger.money.ReserveResult;
import dev.portcullis.gate.ledger.money.Settlement;
import dev.portcullis.gate.ledger.money.Standings;
import dev.portcullis.settings.value.AdminScope;
import dev.portcullis.settings.value.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KeyAdminTest {
    private static final Instant NOON = TestLedger.NOON;

    private TestLedger ledger = new TestLedger();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void an_old_secret_works_until_the_overlap_is_over_and_an_older_one_no_longer() throws Exception {
        KeyText oldest = ledger.admin.create(TestLedger.terms(Map.of()), "root", "{}", NOON);
        KeyText older = ledger.admin
                .rotate(oldest.id(), Duration.ofHours(1), "root", NOON)
                .orElseThrow();
        assertThat(check(oldest, NOON.plusSeconds(3_599))).isInstanceOf(KeyCheck.Valid.class);
        assertThat(check(oldest, NOON.plusSeconds(3_600))).isEqualTo(new KeyCheck.Refused(Reason.WRONG_SECRET, ""));

        KeyText newest = ledger.admin
                .rotate(oldest.id(), Duration.ofHours(1), "root", NOON)
                .orElseThrow();

        assertThat(check(oldest, NOON)).isEqualTo(new KeyCheck.Refused(Reason.WRONG_SECRET, ""));
        assertThat(check(older, NOON)).isInstanceOf(KeyCheck.Valid.class);
        assertThat(check(newest, NOON)).isInstanceOf(KeyCheck.Valid.class);
    }

    @Test
    void after_a_rotation_without_overlap_only_the_new_secret_works() throws Exception {
        KeyText old = ledger.admin.create(TestLedger.terms(Map.of()), "root", "{}", NOON);
        KeyText fresh =
                ledger.admin.rotate(old.id(), Duration.ZERO, "root", NOON).orElseThrow();

        assertThat(check(old, NOON)).isEqualTo(new KeyCheck.Refused(Reason.WRONG_SECRET, ""));
        assertThat(check(fresh, NOON)).isInstanceOf(KeyCheck.Valid.class);
    }

    @Test
    void an_edit_that_fails_changes_nothing_and_is_not_audited() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of(Period.DAY, new Usd(5))));

        assertThatThrownBy(() -> ledger.admin.edit(
                        key.id(),
                        old -> {
                            throw new IllegalStateException("no");
                        },
                        "root",
                        "{}",
                        NOON))
                .hasMessage("no");
        assertThat(ledger.admin.find(key.id())).contains(key);
        assertThat(ledger.postgres.number("SELECT count(*) FROM audit")).isOne();
    }

    @Test
    void the_database_itself_keeps_no_admin_key_named_first() {
        AdminKeys keys = new AdminKeys(ledger.database, TestLedger.PEPPER, AdminKeyText.fresh("first"));

        assertThatThrownBy(() -> keys.create("first", AdminScope.READ, "root", "{}", NOON))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessage("PostgreSQL: SQLSTATE 23514");
    }

    @Test
    void an_admin_key_is_stored_as_a_hash_alone() throws Exception {
        AdminKeyText text = new AdminKeys(ledger.database, TestLedger.PEPPER, AdminKeyText.fresh("first"))
                .create("alice", AdminScope.KEYS, "first", "{}", NOON);

        assertThat(ledger.postgres.number(
                        "SELECT count(*) FROM admin_key a WHERE a::text LIKE '%" + text.secret() + "%'"))
                .isZero();
        assertThat(ledger.postgres.number("SELECT octet_length(hash) FROM admin_key"))
                .isEqualTo(32);
        assertThat(text).hasToString("ak-alice");
    }

    @Test
    void a_standing_forgets_the_minute_that_is_over_and_the_day_that_is_over() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(
                "key",
                Map.of(Period.DAY, new Usd(100), Period.TOTAL, new Usd(30)),
                new RateLimits(OptionalLong.of(9), OptionalLong.empty(), OptionalLong.empty()),
                ZoneOffset.UTC));
        Call call = TestLedger.call(key, 60);
        ledger.reservations.reserve(call, NOON);
        Standings standings = new Standings(ledger.database);

        assertThat(standings.of(key, NOON.plusSeconds(59)).limits())
                .containsExactly(new KeyStanding.Limit(
                        ReserveResult.Limit.REQUESTS, 9, 0, Optional.of(Instant.parse("2026-11-21T12:01:00Z"))));
        ledger.reservations.settle(Settlement.released(call.id()), NOON);
        ledger.reservations.reserve(TestLedger.call(key, 20), NOON);
        assertThat(standings.of(key, NOON.plusSeconds(59)).limits())
                .extracting(KeyStanding.Limit::used)
                .containsExactly(1L);
        assertThat(standings.of(key, NOON.plusSeconds(60)).limits())
                .containsExactly(new KeyStanding.Limit(
                        ReserveResult.Limit.REQUESTS, 9, 0, Optional.of(Instant.parse("2026-11-21T12:02:00Z"))));
        assertThat(standings.of(key, NOON.plus(Duration.ofDays(1))).budgets())
                .isEqualTo(List.of(
                        new KeyStanding.Budget(
                                Period.DAY,
                                new Usd(100),
                                Usd.ZERO,
                                Usd.ZERO,
                                Optional.of(Instant.parse("2026-11-23T00:00:00Z"))),
                        new KeyStanding.Budget(Period.TOTAL, new Usd(30), Usd.ZERO, new Usd(20), Optional.empty())));
    }

    private KeyCheck check(KeyText text, Instant now) throws LedgerUnavailable {
        return ledger.keys.check(text, TestLedger.LAPTOP, now);
    }
}
