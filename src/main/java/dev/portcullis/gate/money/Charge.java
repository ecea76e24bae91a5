package dev.portcullis.gate.money;

import dev.portcullis.gate.ledger.money.Consumption;
import dev.portcullis.gate.ledger.money.Settlement;
import dev.portcullis.gate.ledger.money.Settlement.Outcome;
import dev.portcullis.gate.shape.usage.GuardrailReader;
import dev.portcullis.gate.shape.usage.GuardrailReport;
import dev.portcullis.gate.shape.usage.OutputMeter;
import dev.portcullis.gate.shape.usage.Usage;
import dev.portcullis.gate.shape.usage.UsageReader;
import dev.portcullis.policy.ApiShape;
import dev.portcullis.settings.value.Usd;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The cost of one call, from what the gate sees of it. In doubt it is the whole reservation: a call that Amazon bills
 * and nobody books is worse than one that is booked too high.
 */
public final class Charge {
    /**
     * Stands for a policy that is not named: where LiteLLM translates an answer, the guardrail's report is lost, and a
     * refusal of the model's own looks the same.
     */
    public static final String UNNAMED = "unnamed";

    private final UUID id;
    private final ApiShape shape;
    private final Estimate estimate;
    private final boolean mayThink;
    private final Optional<GuardrailCost> guardrail;
    private final GuardrailReader guarded = new GuardrailReader();
    private final UsageReader usage;
    private final OutputMeter output = new OutputMeter();
    private boolean reserved;
    private boolean sent;

    /**
     * The charge of a call that is not sent yet.
     *
     * @param mayThink whether the model may write what nobody sees
     * @param guardrail empty where none looks at the call
     */
    Charge(UUID id, ApiShape shape, Estimate estimate, boolean mayThink, Optional<GuardrailCost> guardrail) {
        this.id = id;
        this.shape = shape;
        this.estimate = estimate;
        this.mayThink = mayThink;
        this.guardrail = guardrail;
        this.usage = UsageReader.of(shape);
    }

    UUID id() {
        return id;
    }

    /** The most that it can be. */
    Usd most() {
        // Bedrock counts without a price.
        return shape == ApiShape.ANTHROPIC_COUNT_TOKENS
                ? Usd.ZERO
                : estimate.most().plus(guardrail.map(GuardrailCost::most).orElse(Usd.ZERO));
    }

    /** Money is reserved for it. */
    void reserved() {
        reserved = true;
    }

    boolean isReserved() {
        return reserved;
    }

    /** A model may be working on the call from now on. */
    public void sent() {
        sent = true;
    }

    /** No model was: it was refused before there was any output. */
    public void refused() {
        sent = false;
    }

    /** The next part of an answer that is not streamed. */
    public void part(Buffer chunk) {
        usage.feed(chunk.getBytes());
        guardrail.ifPresent(any -> guarded.feed(chunk.getBytes()));
    }

    /** One event of a stream: what follows {@code data:}. */
    public void event(String data) {
        usage.data(data);
        output.data(data);
        guardrail.ifPresent(any -> guarded.data(data));
    }

    /** Whether a guardrail looks at the call. */
    public boolean isGuarded() {
        return guardrail.isPresent();
    }

    /** Whether the guardrail has put its own text in place of the answer, as far as the answer has told. */
    public boolean isBlocked() {
        return guarded.report().blocked();
    }

    /** The policies that intervened, for the log and the metrics; {@link #UNNAMED} where the answer names none. */
    public Set<String> interventions() {
        GuardrailReport report = guarded.report();
        boolean unnamed = report.policies().isEmpty() && (report.intervened() || report.filtered());
        return unnamed ? Set.of(UNNAMED) : report.policies();
    }

    /** The settlement as far as it is known; it is final when nothing more will come. */
    Settlement settlement() {
        if (!sent) {
            return Settlement.released(id);
        }
        Optional<Usage> reported = usage.usage().or(this::nothingUsed).filter(estimate::isPlausible);
        if (shape == ApiShape.ANTHROPIC_COUNT_TOKENS) {
            return settlement(Outcome.SETTLED, Usd.ZERO, Usage.NONE);
        }
        if (usage.complete() && reported.isPresent()) {
            Usage used = reported.get();
            return settlement(
                    Outcome.SETTLED, Cost.of(estimate.offered().prices(), used).plus(guardrail(used.output())), used);
        }
        // A model that has shown nothing may have thought for long, and one that thinks has shown less than it wrote.
        return output.bytes() == 0 || (mayThink && reported.isEmpty())
                ? Settlement.wholeReservation(id)
                : brokenOff(reported);
    }

    /** A prompt that the guardrail blocks reaches no model, and Bedrock then reports zeros. */
    private Optional<Usage> nothingUsed() {
        GuardrailReport report = guarded.report();
        boolean stopped = report.blocked() || report.filtered();
        return usage.complete() && stopped ? Optional.of(Usage.NONE) : Optional.empty();
    }

    private Usd guardrail(long output) {
        return guardrail.map(cost -> cost.of(guarded.report(), output)).orElse(Usd.ZERO);
    }

    /** Whether only the end of the answer tells what it costs. */
    public boolean isHiddenUntilTheEnd() {
        return sent && mayThink && !usage.complete();
    }

    /** The cost of {@link #settlement} as it is now. */
    public Usd cost() {
        return settlement().cost().orElse(most());
    }

    private Settlement brokenOff(Optional<Usage> reported) {
        long written = mayThink ? estimate.output() : Math.min(estimate.output(), output.bytes());
        if (reported.isEmpty()) {
            Usage seen = new Usage(estimate.prompt(), written, 0, 0, 0, 0);
            return settlement(Outcome.ESTIMATED, estimate.withOutput(written).plus(guardrail(written)), seen);
        }
        Usage known = reported.get();
        Usage seen = new Usage(
                known.input(),
                Math.max(known.output(), written),
                known.cacheRead(),
                known.cacheWrite5m(),
                known.cacheWrite1h(),
                known.images());
        return settlement(
                Outcome.ESTIMATED, Cost.of(estimate.offered().prices(), seen).plus(guardrail(seen.output())), seen);
    }

    private Settlement settlement(Outcome outcome, Usd cost, Usage used) {
        Consumption consumption = new Consumption(
                used.input(), used.output(), used.cacheRead(), used.cacheWrite5m(), used.cacheWrite1h(), used.images());
        return new Settlement(id, outcome, Optional.of(cost), consumption);
    }
}
