package dev.portcullis.gate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.Call;
import dev.portcullis.gate.ledger.money.Consumption;
import dev.portcullis.gate.ledger.money.Reservations;
import dev.portcullis.gate.ledger.money.ReserveResult;
import dev.portcullis.gate.ledger.money.Settlement;
import dev.portcullis.gate.ledger.money.Settlement.Outcome;
import dev.portcullis.settings.value.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random sequences of everything that can happen to a call: a budget is at any time what is settled, reserved and free. */
final class InterleavingsTest {
    private static final long BUDGET = 10_000;
    private static final int STEPS = 400;

    private final TestLedger ledger = new TestLedger();

    @AfterEach
    void close() {
        ledger.close();
    }

    /** The ledger as a person would keep it in a book: the model that the real one is compared with. */
    private static final class Book {
        final Map<UUID, Long> open = new HashMap<>();
        final Map<UUID, Instant> leases = new HashMap<>();
        final Map<UUID, Long> expired = new HashMap<>();
        final List<UUID> over = new ArrayList<>();
        long settled;

        long reserved() {
            return open.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void one_after_the_other_they_agree_with_the_book(long seed) throws Exception {
        Random random = new Random(seed);
        VirtualKey key = ledger.key(TestLedger.terms(Map.of(Period.TOTAL, new Usd(BUDGET))));
        Book book = new Book();
        Instant now = TestLedger.NOON;
        LedgerConnections restarted = ledger.postgres.open();
        Reservations reservations = ledger.reservations;
        for (int step = 0; step < STEPS; step++) {
            now = now.plusSeconds(random.nextInt(40));
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> reserve(reservations, key, book, random.nextLong(1_500), now);
                case 4, 5 -> settle(reservations, book, random, now);
                case 6 -> release(reservations, book, random, now);
                case 7 -> sweep(reservations, book, now);
                case 8 -> comeBack(reservations, book, random, now);
                // Another gate, or the same one after a restart, knows no more than the database.
                default -> reservations = new Reservations(restarted, TestLedger.CAPS);
            }
            assertThat(List.of(ledger.settledOf(key, "total"), ledger.reservedOf(key, "total")))
                    .as("step %d of seed %d", step, seed)
                    .containsExactly(book.settled, book.reserved());
        }
        restarted.close();
        assertThat(ledger.wrongCounters()).isZero();
        assertThat(book.over).as("calls that ended").hasSizeGreaterThan(50);
    }

    @Test
    void side_by_side_no_budget_is_passed_and_no_counter_is_wrong() throws Exception {
        List<VirtualKey> keys = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            keys.add(ledger.key(TestLedger.terms(
                    "key " + i, Map.of(Period.DAY, new Usd(BUDGET)), RateLimits.NONE, ZoneOffset.UTC)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (int worker = 0; worker < 8; worker++) {
            Random random = new Random(worker);
            workers.add(() -> work(keys, random));
        }
        for (Future<Boolean> done : threads.invokeAll(workers)) {
            assertThat(done.get()).isTrue();
        }
        threads.shutdown();

        assertThat(ledger.wrongCounters()).isZero();
        assertThat(ledger.postgres.number("SELECT max(settled + reserved) FROM key_spend WHERE period = 'day'"))
                .isLessThanOrEqualTo(BUDGET);
        assertThat(ledger.postgres.number("SELECT count(*) FROM ledger")).isGreaterThan(100);
    }

    /** No settlement is above its reservation here, so no budget may ever be passed. */
    private boolean work(List<VirtualKey> keys, Random random) throws LedgerUnavailable {
        List<Call> mine = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            Call call = TestLedger.call(keys.get(random.nextInt(keys.size())), 1 + random.nextLong(900));
            if (ledger.reservations.reserve(call, TestLedger.NOON) instanceof ReserveResult.Reserved) {
                mine.add(call);
            }
            if (!mine.isEmpty() && random.nextBoolean()) {
                Call over = mine.remove(random.nextInt(mine.size()));
                Settlement end = random.nextInt(3) == 0
                        ? Settlement.released(over.id())
                        : TestLedger.settled(
                                over, random.nextLong(1 + over.amount().micros() / 20));
                ledger.reservations.settle(end, TestLedger.NOON);
                ledger.reservations.settle(end, TestLedger.NOON);
            }
            if (random.nextInt(20) == 0) {
                ledger.reservations.sweep(TestLedger.NOON.plus(Duration.ofMinutes(1)));
            }
        }
        return true;
    }

    private static void reserve(Reservations reservations, VirtualKey key, Book book, long amount, Instant now)
            throws LedgerUnavailable {
        Call call = TestLedger.call(key, amount);
        boolean room = book.settled + book.reserved() + amount <= BUDGET;
        assertThat(reservations.reserve(call, now) instanceof ReserveResult.Reserved)
                .isEqualTo(room);
        if (room) {
            book.open.put(call.id(), amount);
            book.leases.put(call.id(), now.plus(Reservations.LEASE));
        }
    }

    private static void settle(Reservations reservations, Book book, Random random, Instant now)
            throws LedgerUnavailable {
        Optional<UUID> call = any(book.open.keySet().stream().sorted().toList(), random);
        if (call.isPresent()) {
            long cost = random.nextLong(200);
            assertThat(reservations.settle(settled(call.get(), cost), now)).isTrue();
            book.open.remove(call.get());
            book.over.add(call.get());
            book.settled += cost;
        }
    }

    private static void release(Reservations reservations, Book book, Random random, Instant now)
            throws LedgerUnavailable {
        Optional<UUID> call = any(book.open.keySet().stream().sorted().toList(), random);
        if (call.isPresent()) {
            assertThat(reservations.settle(Settlement.released(call.get()), now))
                    .isTrue();
            book.open.remove(call.get());
            book.over.add(call.get());
        }
    }

    private static void sweep(Reservations reservations, Book book, Instant now) throws LedgerUnavailable {
        reservations.sweep(now);
        List<UUID> lost = book.open.keySet().stream()
                .filter(call -> book.leases.getOrDefault(call, now).isBefore(now))
                .toList();
        for (UUID call : lost) {
            long amount = Optional.ofNullable(book.open.remove(call)).orElseThrow();
            book.settled += amount;
            book.expired.put(call, amount);
        }
    }

    /** Somebody settles what has expired, or what was settled before. */
    private static void comeBack(Reservations reservations, Book book, Random random, Instant now)
            throws LedgerUnavailable {
        Optional<UUID> late = any(book.expired.keySet().stream().sorted().toList(), random);
        if (late.isPresent()) {
            long cost = random.nextLong(300);
            assertThat(reservations.settle(settled(late.get(), cost), now)).isTrue();
            book.settled +=
                    cost - Optional.ofNullable(book.expired.remove(late.get())).orElseThrow();
            book.over.add(late.get());
        }
        Optional<UUID> again = any(book.over, random);
        if (again.isPresent()) {
            assertThat(reservations.settle(settled(again.get(), 77), now)).isFalse();
        }
    }

    private static Settlement settled(UUID call, long cost) {
        return new Settlement(call, Outcome.SETTLED, Optional.of(new Usd(cost)), new Consumption(1, 1, 0, 0, 0, 0));
    }

    private static Optional<UUID> any(List<UUID> calls, Random random) {
        return calls.isEmpty() ? Optional.empty() : Optional.of(calls.get(random.nextInt(calls.size())));
    }
}
