package dev.portcullis.gate.ledger.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.ledger.TestLedger;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.ReserveResult.Limit;
import dev.portcullis.gate.ledger.money.ReserveResult.OverBudget;
import dev.portcullis.gate.ledger.money.ReserveResult.Reserved;
import dev.portcullis.gate.ledger.money.ReserveResult.TooMany;
import dev.portcullis.settings.value.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReservationsTest {
    private static final Instant NOON = TestLedger.NOON;
    private static final Meter FIRST = new Meter(NOON, 1, 10);

    private TestLedger ledger = new TestLedger();

    @AfterEach
    void close() {
        assertThat(ledger.wrongCounters()).isZero();
        ledger.close();
    }

    @Test
    void money_is_set_aside_until_the_call_is_settled_at_its_cost() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of(Period.DAY, new Usd(100))));
        Call call = TestLedger.call(key, 60);

        assertThat(ledger.reservations.reserve(call, NOON)).isEqualTo(new Reserved(FIRST));
        assertThat(ledger.reservedOf(key, "day")).isEqualTo(60);
        assertThat(ledger.reservations.settle(TestLedger.settled(call, 40), NOON))
                .isTrue();

        assertThat(List.of(
                        ledger.settledOf(key, "day"), ledger.settledOf(key, "month"), ledger.settledOf(key, "total")))
                .containsOnly(40L);
        assertThat(ledger.reservedOf(key, "day")).isZero();
    }

    @Test
    void what_is_set_aside_leaves_no_room_for_others() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of(Period.DAY, new Usd(100), Period.TOTAL, new Usd(500))));
        ledger.reservations.reserve(TestLedger.call(key, 60), NOON);

        assertThat(ledger.reservations.reserve(TestLedger.call(key, 41), NOON))
                .isEqualTo(new OverBudget(
                        false,
                        Period.DAY,
                        new Usd(100),
                        Usd.ZERO,
                        new Usd(60),
                        Optional.of(Instant.parse("2026-11-22T00:00:00Z"))));
        assertThat(ledger.reservations.reserve(TestLedger.call(key, 40), NOON)).isInstanceOf(Reserved.class);
    }

    @Test
    void a_call_that_was_settled_is_not_settled_again() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of()));
        Call call = TestLedger.call(key, 60);
        ledger.reservations.reserve(call, NOON);
        ledger.reservations.settle(TestLedger.settled(call, 40), NOON);

        assertThat(ledger.reservations.settle(TestLedger.settled(call, 50), NOON))
                .isFalse();
        assertThat(ledger.reservations.settle(Settlement.released(call.id()), NOON))
                .isFalse();
        assertThat(ledger.settledOf(key, "total")).isEqualTo(40);
    }

    @Test
    void a_call_that_nobody_reserved_cannot_be_settled() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of()));

        assertThat(ledger.reservations.settle(TestLedger.settled(TestLedger.call(key, 60), 40), NOON))
                .isFalse();
        assertThat(ledger.postgres.number("SELECT count(*) FROM ledger")).isZero();
    }

    @Test
    void a_released_call_costs_nothing() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of(Period.DAY, new Usd(60))));
        Call call = TestLedger.call(key, 60);
        ledger.reservations.reserve(call, NOON);
        ledger.reservations.settle(Settlement.released(call.id()), NOON);

        assertThat(ledger.settledOf(key, "day")).isZero();
        assertThat(ledger.reservations.reserve(TestLedger.call(key, 60), NOON)).isInstanceOf(Reserved.class);
    }

    @Test
    void what_nobody_comes_back_for_is_charged_in_full_and_once() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of()));
        ledger.reservations.reserve(TestLedger.call(key, 60), NOON);
        Instant later = NOON.plus(Reservations.LEASE).plusMillis(1);

        assertThat(ledger.reservations.sweep(NOON.plus(Reservations.LEASE))).isZero();
        assertThat(ledger.reservations.sweep(later)).isEqualTo(1);
        assertThat(ledger.reservations.sweep(later)).isZero();
        assertThat(ledger.settledOf(key, "total")).isEqualTo(60);
    }

    @Test
    void a_renewed_lease_does_not_expire() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of()));
        Call call = TestLedger.call(key, 60);
        ledger.reservations.reserve(call, NOON);
        ledger.reservations.renew(List.of(call.id()), NOON.plusSeconds(240));

        assertThat(ledger.reservations.sweep(NOON.plusSeconds(400))).isZero();
    }

    @Test
    void who_comes_back_after_the_expiry_corrects_it_to_the_true_cost() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of()));
        Call call = TestLedger.call(key, 60);
        ledger.reservations.reserve(call, NOON);
        ledger.reservations.sweep(NOON.plusSeconds(400));

        assertThat(ledger.reservations.settle(TestLedger.settled(call, 70), NOON.plusSeconds(401)))
                .isTrue();
        assertThat(ledger.reservations.settle(TestLedger.settled(call, 70), NOON.plusSeconds(402)))
                .isFalse();
        assertThat(ledger.settledOf(key, "total")).isEqualTo(70);
    }

    @Test
    void the_gateways_cap_holds_over_all_keys() throws Exception {
        ledger.close();
        ledger = new TestLedger(new GatewayCaps(new Usd(100), new Usd(1_000), ZoneOffset.UTC));
        VirtualKey one = ledger.key(TestLedger.terms("one", Map.of(), RateLimits.NONE, ZoneOffset.UTC));
        VirtualKey other = ledger.key(TestLedger.terms("other", Map.of(), RateLimits.NONE, ZoneOffset.UTC));
        ledger.reservations.reserve(TestLedger.call(one, 60), NOON);

        assertThat(ledger.reservations.reserve(TestLedger.call(other, 41), NOON))
                .isEqualTo(new OverBudget(
                        true,
                        Period.DAY,
                        new Usd(100),
                        Usd.ZERO,
                        new Usd(60),
                        Optional.of(Instant.parse("2026-11-22T00:00:00Z"))));
    }

    @Test
    void a_new_day_and_a_new_month_have_budgets_of_their_own() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of(Period.DAY, new Usd(60), Period.MONTH, new Usd(100))));
        Instant lastDay = Instant.parse("2026-11-30T12:00:00Z");
        ledger.reservations.reserve(TestLedger.call(key, 60), NOON);

        assertThat(ledger.reservations.reserve(TestLedger.call(key, 1), NOON)).isInstanceOf(OverBudget.class);
        assertThat(ledger.reservations.reserve(TestLedger.call(key, 40), lastDay))
                .isInstanceOf(Reserved.class);
        assertThat(ledger.reservations.reserve(TestLedger.call(key, 1), lastDay))
                .extracting(verdict -> ((OverBudget) verdict).period())
                .isEqualTo(Period.MONTH);
        assertThat(ledger.reservations.reserve(TestLedger.call(key, 60), lastDay.plusSeconds(86_400)))
                .isInstanceOf(Reserved.class);
    }

    @Test
    void a_call_over_midnight_is_charged_to_the_day_on_which_it_began() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of(Period.DAY, new Usd(60))));
        Instant before = Instant.parse("2026-11-21T23:59:59Z");
        Call call = TestLedger.call(key, 60);
        ledger.reservations.reserve(call, before);
        ledger.reservations.settle(TestLedger.settled(call, 50), before.plusSeconds(2));

        assertThat(ledger.postgres.number("SELECT settled FROM key_spend WHERE starts_on = '2026-11-21'"))
                .isEqualTo(50);
        assertThat(ledger.reservations.reserve(TestLedger.call(key, 60), before.plusSeconds(2)))
                .isInstanceOf(Reserved.class);
    }

    @Test
    void a_day_is_the_calendars_in_the_keys_zone_also_when_it_has_23_hours() throws Exception {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        VirtualKey key = ledger.key(TestLedger.terms("key", Map.of(Period.DAY, new Usd(60)), RateLimits.NONE, zone));
        Instant evening = Instant.parse("2026-03-28T23:30:00Z");
        ledger.reservations.reserve(TestLedger.call(key, 60), evening);

        assertThat(ledger.reservations.reserve(TestLedger.call(key, 1), evening))
                .extracting(verdict -> ((OverBudget) verdict).resets())
                .isEqualTo(Optional.of(Instant.parse("2026-03-29T22:00:00Z")));
        assertThat(ledger.reservations.reserve(TestLedger.call(key, 60), Instant.parse("2026-03-29T22:00:00Z")))
                .isInstanceOf(Reserved.class);
    }

    @Test
    void a_clock_that_jumps_back_finds_the_day_as_it_was() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(
                "key",
                Map.of(Period.DAY, new Usd(60)),
                new RateLimits(OptionalLong.of(1), OptionalLong.empty(), OptionalLong.empty()),
                ZoneOffset.UTC));
        Duration days = Duration.ofDays(3);
        ledger.reservations.reserve(TestLedger.call(key, 60), NOON);
        ledger.reservations.reserve(TestLedger.call(key, 30), NOON.plus(days));

        assertThat(ledger.reservations.reserve(TestLedger.call(key, 1), NOON.plusSeconds(1)))
                .isInstanceOf(OverBudget.class);
    }

    @Test
    void requests_of_one_minute_are_counted_and_those_refused_are_not() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(
                "key",
                Map.of(),
                new RateLimits(OptionalLong.of(2), OptionalLong.empty(), OptionalLong.empty()),
                ZoneOffset.UTC));
        ledger.reservations.reserve(TestLedger.call(key, 1), NOON);

        assertThat(ledger.reservations.reserve(TestLedger.call(key, 1), NOON.plusSeconds(59)))
                .isEqualTo(new Reserved(new Meter(NOON, 2, 20)));
        assertThat(ledger.reservations.reserve(TestLedger.call(key, 1), NOON.plusSeconds(59)))
                .isEqualTo(new TooMany(Limit.REQUESTS, new Meter(NOON, 2, 20)));
        assertThat(ledger.reservations.reserve(TestLedger.call(key, 1), NOON.plusSeconds(60)))
                .isEqualTo(new Reserved(new Meter(NOON.plusSeconds(60), 1, 10)));
    }

    @Test
    void tokens_of_an_answer_count_once_they_are_known() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(
                "key",
                Map.of(),
                new RateLimits(OptionalLong.empty(), OptionalLong.of(25), OptionalLong.empty()),
                ZoneOffset.UTC));
        Call call = TestLedger.call(key, 1);
        ledger.reservations.reserve(call, NOON);
        ledger.reservations.settle(
                new Settlement(
                        call.id(),
                        Settlement.Outcome.SETTLED,
                        Optional.of(new Usd(1)),
                        new Consumption(9, 7, 0, 0, 0, 0)),
                NOON);

        assertThat(ledger.reservations.reserve(TestLedger.call(key, 1), NOON))
                .isEqualTo(new TooMany(Limit.TOKENS, new Meter(NOON, 1, 16)));
    }

    @Test
    void calls_in_flight_are_counted_until_they_end() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(
                "key",
                Map.of(),
                new RateLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(1)),
                ZoneOffset.UTC));
        Call call = TestLedger.call(key, 1);
        ledger.reservations.reserve(call, NOON);

        assertThat(ledger.reservations.reserve(TestLedger.call(key, 1), NOON))
                .isEqualTo(new TooMany(Limit.IN_FLIGHT, FIRST));
        ledger.reservations.settle(TestLedger.settled(call, 1), NOON);
        assertThat(ledger.reservations.reserve(TestLedger.call(key, 1), NOON)).isInstanceOf(Reserved.class);
    }

    @Test
    void a_key_that_has_changed_since_it_was_looked_at_gets_no_money() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of()));
        ledger.admin.revoke(key.id(), "root", NOON);

        assertThat(ledger.reservations.reserve(TestLedger.call(key, 1), NOON)).isEqualTo(new ReserveResult.Changed());
    }

    @Test
    void a_budget_that_is_set_later_counts_what_was_spent_before() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of()));
        ledger.reservations.reserve(TestLedger.call(key, 60), NOON);
        ledger.admin.edit(key.id(), old -> TestLedger.terms(Map.of(Period.MONTH, new Usd(100))), "root", "{}", NOON);
        VirtualKey edited = ledger.admin.find(key.id()).orElseThrow();

        assertThat(ledger.reservations.reserve(TestLedger.call(edited, 41), NOON))
                .isInstanceOf(OverBudget.class);
    }
}
