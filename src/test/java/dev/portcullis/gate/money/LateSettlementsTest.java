package dev.portcullis.gate.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.ledger.LateLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Reservations of unknown fate are looked up in one batch, less and less often, until their lease ends. */
final class LateSettlementsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void a_reservation_that_came_about_after_all_is_given_back() throws Exception {
        try (LateLedger ledger = new LateLedger()) {
            List<UUID> over = new ArrayList<>();
            LateSettlements late = new LateSettlements(ledger.reservations(), (id, refusal) -> over.add(id));
            UUID lost = ledger.reserve(NOON);
            for (int i = 0; i < 300; i++) {
                late.release(UUID.randomUUID(), NOON.plusSeconds(300));
            }
            late.release(lost, NOON.plusSeconds(300));

            assertThat(late.write(NOON)).isTrue();
            assertThat(over).containsExactly(lost);
            assertThat(ledger.reserved()).isZero();
            assertThat(late.size()).isEqualTo(300);
        }
    }

    @Test
    void looking_becomes_seldom_and_ends_with_the_lease() throws Exception {
        try (LateLedger ledger = new LateLedger()) {
            LateSettlements late = new LateSettlements(ledger.reservations(), (id, refusal) -> {});
            late.release(UUID.randomUUID(), NOON.plusSeconds(300));
            int looks = 0;
            for (int second = 0; second < 300; second++) {
                looks += late.write(NOON.plusSeconds(second)) ? 1 : 0;
            }
            // At 0, 1, 3, 7, then every 8 s.
            assertThat(looks).isEqualTo(4 + (299 - 7) / 8);
            assertThat(late.write(NOON.plusSeconds(320))).isTrue();
            assertThat(late.size()).isZero();
        }
    }

    @Test
    void there_is_a_bound_to_what_is_looked_for() throws Exception {
        try (LateLedger ledger = new LateLedger()) {
            LateSettlements late = new LateSettlements(ledger.reservations(), (id, refusal) -> {});
            for (int i = 0; i <= LateSettlements.MOST_DOUBTFUL; i++) {
                late.release(UUID.randomUUID(), NOON.plusSeconds(300));
            }
            assertThat(late.size()).isEqualTo(LateSettlements.MOST_DOUBTFUL);
            assertThat(late.write(NOON)).isTrue();
        }
    }
}
