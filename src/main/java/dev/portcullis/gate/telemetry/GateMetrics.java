package dev.portcullis.gate.telemetry;

import dev.portcullis.gate.exchange.Exchange;
import dev.portcullis.gate.share.BodySpace;
import dev.portcullis.settings.value.Usd;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The metrics that Prometheus reads. Labels come from the table of routes, the catalogue and the ledger, so that no caller
 * can make new series.
 */
public final class GateMetrics {
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    /** The figures that name keys and models. */
    private final PrometheusRegistry named = new PrometheusRegistry();

    private final CallFigures keys = new CallFigures("key", named);
    private final CallFigures models = new CallFigures("model", named);
    private final Counter requests = Counter.builder()
            .name("portcullis_gate_requests_total")
            .help("Requests by route and status; route none is a path or method that is not in the table")
            .labelNames("route", "status")
            .register(registry);
    private final Counter retries = Counter.builder()
            .name("portcullis_gate_upstream_retries_total")
            .help("Times that LiteLLM was asked again")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name("portcullis_gate_request_seconds")
            .help("From a request's head to the end of its answer")
            .labelNames("route")
            .classicOnly()
            .classicUpperBounds(0.005, 0.05, 0.5, 1, 2.5, 5, 15, 60, 120, 600)
            .register(registry);

    private final Counter settlements = Counter.builder()
            .name("portcullis_gate_settlements_total")
            .help("Calls by how they were settled; estimated ones had no usage that could be believed")
            .labelNames("outcome")
            .register(registry);

    private final Counter guardrail = Counter.builder()
            .name("portcullis_gate_guardrail_interventions_total")
            .help(
                    "Answers in which the guardrail intervened, by its policy; unnamed ones may be the model's own refusals")
            .labelNames("policy")
            .register(registry);

    private final Counter refusalCounter = Counter.builder()
            .name("portcullis_gate_refusals_total")
            .help("Refused calls by the part of the gate that refused them, and the code that the caller got")
            .labelNames("lock", "code")
            .register(registry);
    private final Counter alerts = Counter.builder()
            .name("portcullis_gate_alerts_total")
            .help("Posts of alerts to webhooks: sent, retried later, or given_up, which nobody was told of")
            .labelNames("outcome")
            .register(registry);
    private final Refusals refusals;

    /** The figures of the ledger that are looked up when they are asked for. */
    public interface Unsettled {
        /** Calls whose cost is not in the ledger yet. */
        int unsettled();

        /** Those of which something could not be written in time. */
        int late();

        /** The money reserved for all of them. */
        Usd reserved();
    }

    public GateMetrics(Refusals refusals, Activity activity, BodySpace space, Unsettled calls, BooleanSupplier closed) {
        this.refusals = refusals;
        GaugeWithCallback.builder()
                .name("portcullis_gate_closed")
                .help("1 while the kill switch is on and every call is refused")
                .callback(gauge -> gauge.call(closed.getAsBoolean() ? 1.0 : 0.0))
                .register(registry);
        GaugeWithCallback.builder()
                .name("portcullis_gate_unsettled")
                .help("Calls whose cost is not in the ledger yet")
                .callback(gauge -> gauge.call((double) calls.unsettled()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("portcullis_gate_late_settlements")
                .help("Calls that could not be settled in time, or may have a reservation that nobody knows of")
                .callback(gauge -> gauge.call((double) calls.late()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("portcullis_gate_reserved_usd")
                .help("US dollars that this gate has reserved for calls whose cost is not in the ledger yet")
                .callback(gauge -> gauge.call(calls.reserved().micros() / 1e6))
                .register(registry);
        GaugeWithCallback.builder()
                .name("portcullis_gate_in_flight")
                .help("Requests let in and not over, those included that run on without their caller")
                .callback(gauge -> gauge.call((double) activity.inFlight()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("portcullis_gate_body_bytes")
                .help("Bytes of all bodies under way, in memory and on disk")
                .callback(gauge -> gauge.call((double) space.taken()))
                .register(registry);
    }

    public void answered(Exchange exchange) {
        requests.labelValues(exchange.routePath(), Integer.toString(exchange.status()))
                .inc();
        seconds.labelValues(exchange.routePath()).observe(exchange.milliseconds() / 1000.0);
        retries.inc(exchange.facts().retries());
        EndedCall call = EndedCall.of(exchange);
        exchange.facts().keyName().ifPresent(name -> keys.count(name, call));
        if (!exchange.facts().model().isEmpty()) {
            models.count(exchange.facts().model(), call);
        }
        String code = exchange.facts().code();
        if (!code.isEmpty()) {
            refusals.count(code);
            refusalCounter.labelValues(RefusalLock.of(code).word(), code).inc();
        }
        exchange.facts()
                .guardrail()
                .forEach(policy -> guardrail.labelValues(policy).inc());
        exchange.facts()
                .settlement()
                .ifPresent(end -> settlements
                        .labelValues(end.outcome().name().toLowerCase(Locale.ROOT))
                        .inc());
    }

    /**
     * Counts what came of posts of alerts.
     *
     * @param outcome one of three words of the gate's own
     */
    public void alerted(String outcome, long count) {
        alerts.labelValues(outcome).inc(count);
    }

    /** The totals in the text format. */
    public byte[] totals() {
        return text(registry.scrape());
    }

    /** All of it in the text format: the totals, and the figures by the names of keys and models. */
    public byte[] all() {
        return text(new MetricSnapshots(Stream.concat(registry.scrape().stream(), named.scrape().stream())
                .toList()));
    }

    private static byte[] text(MetricSnapshots snapshots) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PrometheusTextFormatWriter.create().write(out, snapshots);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
