package dev.portcullis.gate.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.ledger.TestLedger;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.Call;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.gate.ledger.money.ReserveResult.OverBudget;
import dev.portcullis.gate.telemetry.GateLog;
import dev.portcullis.gate.telemetry.Refusals;
import dev.portcullis.settings.value.Usd;
import dev.portcullis.settings.value.WebhookKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts from a real ledger to a receiver that refuses what the services refuse. */
final class AlertsTest {
    private static final GatewayCaps CAPS = new GatewayCaps(Usd.ofDollars(10), Usd.ofDollars(200), ZoneOffset.UTC);

    private final TestLedger ledger = new TestLedger(CAPS);
    private final Refusals refusals = new Refusals(TestLedger.NOON);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Map<String, Long> counted = new ConcurrentHashMap<>();
    private Path outcome = Path.of("");
    private Instant now = TestLedger.NOON;
    private WebhookReceiver receiver;

    @BeforeEach
    void listen(@TempDir Path folder) throws Exception {
        receiver = new WebhookReceiver(folder);
        outcome = folder.resolve("outcome.json");
    }

    @AfterEach
    void close() {
        receiver.close();
        ledger.close();
    }

    @ParameterizedTest
    @EnumSource(WebhookKind.class)
    void each_service_takes_a_budget_alert_in_its_own_form(WebhookKind kind) throws Exception {
        spend(key("night build", 10_000), 8_000);

        tick(alerts(kind));

        assertThat(receiver.received).hasSize(1);
        WebhookReceiver.Received message = receiver.received.get(0);
        assertThat(message.status()).isBetween(200, 204);
        assertThat(message.body().toString())
                .contains("Key night build has spent 80 % of its budget")
                .contains("0.008 of 0.01 US dollars of the day")
                .contains("llm.example.com")
                .contains("docs/alarms.md");
        assertThat(message.path()).isEqualTo("/" + kind.word() + "/T0/B0/secretpath?api-version=1&sig=secretquery");
    }

    @Test
    void a_key_is_told_of_at_50_80_and_100_percent_once_each_across_two_gates_and_a_restart() throws Exception {
        VirtualKey key = key("k", 10_000);
        Alerts first = alerts(WebhookKind.GENERIC);
        Alerts second = alerts(WebhookKind.GENERIC);
        for (int spent : new int[] {4_900, 100, 2_000, 1_000, 1_000, 1_000}) {
            spend(key, spent);
            tick(first);
            tick(second);
        }
        tick(alerts(WebhookKind.GENERIC));

        assertThat(steps("key-budget")).containsExactly(50L, 80L, 100L);
    }

    @Test
    void a_jump_over_two_steps_is_told_as_the_highest_alone() throws Exception {
        spend(key("k", 10_000), 9_000);

        tick(alerts(WebhookKind.GENERIC));
        tick(alerts(WebhookKind.GENERIC));

        assertThat(steps("key-budget")).containsExactly(80L);
    }

    @Test
    void the_next_day_is_told_of_anew() throws Exception {
        VirtualKey key = key("k", 10_000);
        Alerts alerts = alerts(WebhookKind.GENERIC);
        spend(key, 5_000);
        tick(alerts);
        now = now.plus(Duration.ofDays(1));
        spend(key, 5_000);
        tick(alerts);

        assertThat(steps("key-budget")).containsExactly(50L, 50L);
    }

    @Test
    void the_first_refusal_for_a_spent_budget_is_told_and_the_second_is_not() throws Exception {
        VirtualKey key = key("k", 10_000);
        spend(key, 4_000);
        ledger.reservations.reserve(TestLedger.call(key, 7_000), now);
        ledger.reservations.reserve(TestLedger.call(key, 7_000), now);

        tick(alerts(WebhookKind.GENERIC));
        tick(alerts(WebhookKind.GENERIC));

        assertThat(events()).containsExactly("key-refused");
    }

    @Test
    void a_budget_for_a_keys_whole_life_is_told_of_and_refuses_like_the_others() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of(Period.TOTAL, new Usd(10_000))));
        spend(key, 5_000);
        assertThat(ledger.reservations.reserve(TestLedger.call(key, 6_000), now))
                .isInstanceOf(OverBudget.class);
        Alerts alerts = alerts(WebhookKind.GENERIC);
        tick(alerts);
        tick(alerts);

        assertThat(events()).containsExactlyInAnyOrder("key-refused", "key-budget");
    }

    @Test
    void a_call_that_waits_for_money_under_way_is_nobodys_alarm() throws Exception {
        VirtualKey key = key("k", 10_000);
        ledger.reservations.reserve(TestLedger.call(key, 9_000), now);
        ledger.reservations.reserve(TestLedger.call(key, 9_000), now);

        tick(alerts(WebhookKind.GENERIC));

        assertThat(events()).isEmpty();
    }

    @Test
    void the_gateway_is_told_of_at_its_caps_and_a_refused_call_is_100_percent() throws Exception {
        VirtualKey key = ledger.key(TestLedger.terms(Map.of()));
        Alerts alerts = alerts(WebhookKind.GENERIC);
        spend(key, 8_000_000);
        tick(alerts);
        ledger.reservations.reserve(TestLedger.call(key, 3_000_000), now);
        tick(alerts);
        tick(alerts);

        assertThat(steps("gateway-budget")).containsExactly(80L, 100L);
    }

    @Test
    void a_lock_that_refuses_unusually_often_is_told_of_once_a_day() throws Exception {
        Alerts alerts = alerts(WebhookKind.GENERIC);
        for (int window = 0; window < 3; window++) {
            refuse(150 * (window * 10 + 1));
            now = now.plus(Duration.ofMinutes(5));
            tick(alerts);
        }

        assertThat(events()).containsExactly("refusals");
        assertThat(receiver.received.get(0).json().path("subject").asText()).isEqualTo("key");
        assertThat(receiver.received.get(0).json().path("step").asLong()).isEqualTo(150);
    }

    @Test
    void a_few_refusals_are_no_alarm() throws Exception {
        refuse(99);
        Alerts alerts = alerts(WebhookKind.GENERIC);
        now = now.plus(Duration.ofMinutes(5));
        tick(alerts);

        assertThat(events()).isEmpty();
    }

    @Test
    void a_webhook_with_a_fault_is_tried_again_after_a_growing_time() throws Exception {
        receiver.answers.addAll(List.of(500, 503));
        spend(key("k", 10_000), 5_000);
        Alerts alerts = alerts(WebhookKind.GENERIC);

        assertThat(triesAfter(alerts, 0, 29, 1, 59, 1)).containsExactly(1, 1, 2, 2, 3);
        assertThat(counted).containsEntry("retried", 2L).containsEntry("sent", 1L);
    }

    @Test
    void the_time_that_a_service_asks_for_is_kept() throws Exception {
        receiver.answers.add(429);
        spend(key("k", 10_000), 5_000);

        assertThat(triesAfter(alerts(WebhookKind.GENERIC), 0, 119, 1)).containsExactly(1, 1, 2);
    }

    @Test
    void a_webhook_that_stays_away_is_given_up_and_counted() throws Exception {
        spend(key("k", 10_000), 5_000);
        Alerts alerts = alerts(
                receiver.post(host -> {
                    throw new UnknownHostException("away");
                }),
                WebhookKind.GENERIC);
        for (int hour = 0; hour < 30; hour++) {
            tick(alerts);
            now = now.plus(Duration.ofHours(1));
        }

        assertThat(counted).containsEntry("retried", 11L).containsEntry("given_up", 1L);
    }

    @Test
    void a_message_that_is_refused_for_good_is_given_up_at_once() throws Exception {
        receiver.answers.add(404);
        spend(key("k", 10_000), 5_000);

        assertThat(triesAfter(alerts(WebhookKind.GENERIC), 0, 86_000)).containsExactly(1, 1);
        assertThat(counted).containsEntry("given_up", 1L);
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        receiver.answers.add(302);
        spend(key("k", 10_000), 5_000);
        tick(alerts(WebhookKind.GENERIC));

        assertThat(receiver.received)
                .extracting(WebhookReceiver.Received::status)
                .containsExactly(302);
    }

    @Test
    void a_webhook_that_is_away_does_not_keep_another_from_its_alert() throws Exception {
        receiver.answers.add(500);
        spend(key("k", 10_000), 5_000);
        tick(alerts(WebhookKind.SLACK, WebhookKind.GENERIC));

        assertThat(receiver.received)
                .extracting(WebhookReceiver.Received::status)
                .containsExactlyInAnyOrder(500, 200);
    }

    @Test
    void of_more_than_a_hundred_alerts_that_wait_the_oldest_are_given_up() throws Exception {
        for (int i = 0; i < 105; i++) {
            spend(key("k" + i, 10_000), 5_000);
        }
        tick(alerts(WebhookKind.GENERIC));

        assertThat(counted).containsEntry("given_up", 5L).containsEntry("sent", 1L);
    }

    @Test
    void a_generic_message_is_signed_over_its_time_and_its_body() throws Exception {
        spend(key("k", 10_000), 5_000);
        tick(alerts(WebhookKind.GENERIC));

        WebhookReceiver.Received message = receiver.received.get(0);
        assertThat(message.headers())
                .containsEntry("portcullis-timestamp", Long.toString(now.getEpochSecond()))
                .containsEntry(
                        "portcullis-signature",
                        AlertSignature.of(
                                WebhookReceiver.SECRET,
                                now.getEpochSecond(),
                                message.body().getBytes()));
    }

    @Test
    void neither_the_address_nor_the_secret_is_logged() throws Exception {
        receiver.answers.addAll(List.of(500, 404));
        spend(key("k", 10_000), 5_000);
        Alerts alerts = alerts(WebhookKind.GENERIC);
        triesAfter(alerts, 0, 60);
        spend(key("other", 10_000), 5_000);
        tick(alerts(
                receiver.post(host -> {
                    throw new UnknownHostException(host);
                }),
                WebhookKind.GENERIC));

        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("webhook generic: alert given up, since it answered 404")
                .contains("webhook generic: alert tried again later, since it was not reached")
                .doesNotContain("secretpath", "secretquery", WebhookReceiver.HOST, WebhookReceiver.SECRET);
    }

    private VirtualKey key(String name, long dayMicros) throws Exception {
        return ledger.key(
                TestLedger.terms(name, Map.of(Period.DAY, new Usd(dayMicros)), RateLimits.NONE, ZoneOffset.UTC));
    }

    private void spend(VirtualKey key, long micros) throws Exception {
        Call call = TestLedger.call(key, micros);
        ledger.reservations.reserve(call, now);
        ledger.reservations.settle(TestLedger.settled(call, micros), now);
    }

    @Test
    void an_update_that_the_host_did_not_take_on_is_told_once_and_a_later_one_again() throws Exception {
        Files.writeString(outcome, outcome("0123456789abcdef", "rolled back"));
        Alerts alerts = alerts(WebhookKind.GENERIC);
        tick(alerts);
        tick(alerts);
        Files.writeString(outcome, outcome("fedcba9876543210", "applied"));
        tick(alerts);
        Files.writeString(outcome, outcome("00000000000000aa", "failed"));
        tick(alerts);

        assertThat(receiver.received)
                .extracting(message -> message.json().path("title").asText())
                .containsExactly(
                        "The host did not take on an update: 0123456789abcdef (rolled back)",
                        "The host did not take on an update: 00000000000000aa (failed)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"state\": \"failed\", \"generation\": \"@everyone\"}"})
    void an_outcome_of_another_form_is_no_event(String text) throws Exception {
        Files.writeString(outcome, text);

        tick(alerts(WebhookKind.GENERIC));

        assertThat(receiver.received).isEmpty();
    }

    private static String outcome(String generation, String state) {
        return "{\"generation\": \"" + generation + "\", \"state\": \"" + state + "\", \"message\": \"x\"}";
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            refusals.count("invalid_key");
        }
    }

    private Alerts alerts(WebhookKind... kinds) {
        return alerts(receiver.post(), kinds);
    }

    private Alerts alerts(AlertPost post, WebhookKind... kinds) {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new Alerts(new Alerts.Parts(
                receiver.vertx,
                ledger.database,
                CAPS,
                Stream.of(kinds).map(WebhookReceiver::webhook).toList(),
                "llm.example.com",
                post,
                new HostWatch(Shipped.catalogue(), outcome),
                refusals,
                (outcome, count) -> counted.merge(outcome, count, Long::sum),
                new GateLog(new PrintStream(log, true, StandardCharsets.UTF_8), clock),
                clock));
    }

    /** Looks after each of these times in seconds; the number of posts so far at each. */
    private List<Integer> triesAfter(Alerts alerts, int... seconds) {
        return Arrays.stream(seconds)
                .mapToObj(wait -> {
                    now = now.plusSeconds(wait);
                    tick(alerts);
                    return receiver.received.size();
                })
                .toList();
    }

    private List<String> events() {
        return receiver.received.stream()
                .map(message -> message.json().path("event").asText())
                .toList();
    }

    private List<Long> steps(String event) {
        Map<Integer, Long> steps = new TreeMap<>();
        for (int i = 0; i < receiver.received.size(); i++) {
            if (events().get(i).equals(event)) {
                steps.put(i, receiver.received.get(i).json().path("step").asLong());
            }
        }
        return List.copyOf(steps.values());
    }

    private static void tick(Alerts alerts) {
        alerts.tick().toCompletionStage().toCompletableFuture().join();
    }
}
