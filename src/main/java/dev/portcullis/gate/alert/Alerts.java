package dev.portcullis.gate.alert;

import dev.portcullis.gate.config.Webhook;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.gate.telemetry.GateLog;
import dev.portcullis.gate.telemetry.RefusalLock;
import dev.portcullis.gate.telemetry.Refusals;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/**
 * Finds alerts and brings them to the webhooks, one to each at a time. A post whose gate ends before the ledger knows of
 * it comes again after its lease: a message may then come twice, but none is lost.
 */
public final class Alerts {
    /** Longer than a post may take. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int TRIES = 12;

    private final Parts parts;
    private final AlertRows rows;
    private final RefusalWatch watch;
    private final HostWatch host;
    private final Map<RefusalLock, Long> unusual = new EnumMap<>(RefusalLock.class);

    /**
     * The parts that alerts are made of.
     *
     * @param gateway the name that a message bears
     * @param host the events that are no caller's doing
     * @param counter counts the outcomes sent, retried and given_up
     */
    public record Parts(
            Vertx vertx,
            LedgerConnections database,
            GatewayCaps caps,
            List<Webhook> webhooks,
            String gateway,
            AlertPost post,
            HostWatch host,
            Refusals refusals,
            ObjLongConsumer<String> counter,
            GateLog log,
            Clock clock) {
        public Parts {
            webhooks = List.copyOf(webhooks);
        }
    }

    public Alerts(Parts parts) {
        this.parts = parts;
        this.rows = new AlertRows(parts.database(), parts.caps());
        this.host = parts.host();
        this.watch = new RefusalWatch(parts.refusals(), parts.clock().instant());
    }

    /** One look and at most one post to each webhook; ends when the posts are over. Does nothing without a webhook. */
    public Future<?> tick() {
        if (parts.webhooks().isEmpty()) {
            return Future.succeededFuture();
        }
        return parts.vertx()
                .executeBlocking(this::due, false)
                .compose(deliveries ->
                        Future.join(deliveries.stream().map(this::deliver).toList()));
    }

    private List<AlertRows.Delivery> due() throws LedgerUnavailable {
        Instant now = parts.clock().instant();
        unusual.putAll(watch.look(now));
        rows.find(now);
        rows.note(host.look(now), now);
        for (Map.Entry<RefusalLock, Long> lock : unusual.entrySet()) {
            rows.refusals(lock.getKey().word(), lock.getValue(), now);
        }
        unusual.clear();
        int givenUp = rows.prepare(parts.webhooks().stream().map(Webhook::name).toList(), now);
        parts.counter().accept("given_up", givenUp);
        List<AlertRows.Delivery> due = new ArrayList<>();
        for (Webhook webhook : parts.webhooks()) {
            rows.take(webhook.name(), now, LEASE).ifPresent(due::add);
        }
        return due;
    }

    private Future<?> deliver(AlertRows.Delivery delivery) {
        Webhook webhook = parts.webhooks().stream()
                .filter(one -> one.name().equals(delivery.webhook()))
                .findFirst()
                .orElseThrow();
        byte[] body = Message.of(webhook.kind(), new AlertText(parts.gateway(), delivery.alert()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return parts.post()
                .send(webhook, body, parts.clock().instant())
                .map(Optional::of)
                // The cause may hold the address; its kind is told below, as that of a service that is away.
                .otherwise(Optional.empty())
                .compose(answer -> parts.vertx().executeBlocking(() -> over(delivery, answer), false));
    }

    private boolean over(AlertRows.Delivery delivery, Optional<AlertPost.Answer> answer) throws LedgerUnavailable {
        Instant now = parts.clock().instant();
        if (answer.filter(AlertPost.Answer::isTaken).isPresent()) {
            rows.end(delivery, true, now);
            parts.counter().accept("sent", 1);
            return true;
        }
        String why = answer.map(given -> "it answered " + given.status()).orElse("it was not reached");
        if (delivery.tries() >= TRIES
                || answer.filter(given -> !given.isPassing()).isPresent()) {
            rows.end(delivery, false, now);
            parts.counter().accept("given_up", 1);
            parts.log().said("webhook " + delivery.webhook() + ": alert given up, since " + why);
            return false;
        }
        Duration asked = answer.map(AlertPost.Answer::pause).orElse(Duration.ZERO);
        Duration wait = backOff(delivery.tries());
        rows.again(delivery, now.plus(asked.compareTo(wait) > 0 ? asked : wait));
        parts.counter().accept("retried", 1);
        parts.log().said("webhook " + delivery.webhook() + ": alert tried again later, since " + why);
        return false;
    }

    /** Doubles from one try to the next. */
    private static Duration backOff(long tries) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(tries - 1, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
