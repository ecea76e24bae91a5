package dev.portcullis.gate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.KeyStanding;
import dev.portcullis.gate.ledger.money.ReserveResult;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StandingJsonTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-21T23:00:00Z");

    @Test
    void a_caller_sees_its_terms_and_what_is_left_and_not_the_keys_id() {
        KeyTerms terms = new KeyTerms(
                "nightly",
                new ClientName("ci"),
                List.of("claude-*"),
                Set.of("messages", "chat"),
                ZoneId.of("Europe/Berlin"),
                Map.of(Period.DAY, new Usd(100)),
                new RateLimits(OptionalLong.of(60), OptionalLong.empty(), OptionalLong.empty()),
                Optional.empty(),
                OptionalLong.empty());
        VirtualKey key = new VirtualKey("abcdefgh", 1, terms, Instant.EPOCH, Optional.empty(), false);
        KeyStanding standing = new KeyStanding(
                key,
                List.of(new KeyStanding.Budget(
                        Period.DAY, new Usd(100), new Usd(90), new Usd(20), Optional.of(MIDNIGHT))),
                List.of(new KeyStanding.Limit(ReserveResult.Limit.REQUESTS, 60, 61, Optional.of(MIDNIGHT))));

        assertThat(new String(StandingJson.bytes(standing, 8_192), StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"nightly\",\"client\":\"ci\",\"models\":[\"claude-*\"],"
                        + "\"capabilities\":[\"chat\",\"messages\"],\"timeZone\":\"Europe/Berlin\",\"defaultMaxTokens\":8192,\"expiresAt\":null,"
                        + "\"budgets\":{\"day\":{\"amount\":\"0.0001\",\"settled\":\"0.00009\",\"reserved\":\"0.00002\","
                        + "\"left\":\"0\",\"resets\":\"2026-11-21T23:00:00Z\"}},"
                        + "\"limits\":{\"requestsPerMinute\":{\"most\":60,\"used\":61,\"left\":0,"
                        + "\"resets\":\"2026-11-21T23:00:00Z\"}}}");
    }
}
