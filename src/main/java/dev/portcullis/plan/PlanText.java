package dev.portcullis.plan;

import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.cost.MonthlyCost;
import dev.portcullis.infra.gateway.DeclaredKeyText;
import dev.portcullis.infra.gateway.OperatorText;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.policy.EdgeRule;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.settings.Operators;
import dev.portcullis.settings.SpendSettings;
import dev.portcullis.settings.value.AccessId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** The plan for people: tree, price, limits, edge rules, warnings, promises, in that order, so that the verdict stands last. */
public final class PlanText {
    private final Plan plan;
    private final Ansi ansi;
    private final StringBuilder text = new StringBuilder();

    public PlanText(Plan plan, Ansi ansi) {
        this.plan = plan;
        this.ansi = ansi;
    }

    public String render() {
        line(
                "@|bold Portcullis plan|@ for stack %s: %s in %s",
                plan.blueprint().stackName(),
                plan.gateway()
                        .map(gateway -> gateway.settings().edge().hostname().value())
                        .orElse("roles and state"),
                plan.blueprint().region());
        tree();
        cost();
        plan.gateway().ifPresent(this::limits);
        plan.gateway().flatMap(gateway -> gateway.settings().operators()).ifPresent(this::operators);
        plan.gateway().ifPresent(this::edge);
        warnings();
        promises();
        return text.toString();
    }

    private void tree() {
        Map<String, List<RecordedResource>> children = plan.declared().resources().stream()
                .filter(resource -> !resource.isStack())
                .collect(Collectors.groupingBy(RecordedResource::parent));
        String root = plan.declared().resources().stream()
                .filter(RecordedResource::isStack)
                .map(RecordedResource::urn)
                .findFirst()
                .orElse("");
        heading("Resources (%d in the cloud)", plan.declared().custom().count());
        branch(children, root, "  ");
    }

    private void branch(Map<String, List<RecordedResource>> children, String urn, String indent) {
        for (RecordedResource resource : children.getOrDefault(urn, List.of())) {
            String name = resource.custom() ? resource.name() : "@|bold " + resource.name() + "|@";
            line("%s%s @|faint %s|@%s", indent, name, resource.shortType(), marks(resource));
            branch(children, resource.urn(), indent + "  ");
        }
    }

    private static String marks(RecordedResource resource) {
        return (resource.protect() ? " @|yellow [protected]|@" : "")
                + (resource.retainOnDelete() ? " @|yellow [kept on delete]|@" : "");
    }

    private void cost() {
        if (plan.cost().isEmpty()) {
            return;
        }
        MonthlyCost cost = plan.cost().get();
        heading("Cost in US dollars a month, prices of %s", plan.pricesAsOf());
        line("  %-38s %9s %9s", "", "running", "stopped");
        for (MonthlyCost.Line item : cost.lines()) {
            line("  %-38s %9s %9s", item.what(), PlanJson.dollars(item.running()), PlanJson.dollars(item.stopped()));
        }
        cost.unpriced().forEach(item -> line("  %-38s %9s", item, "unknown"));
        String sum = cost.isComplete() ? "in all" : "in all, without the unknown";
        line("  @|bold %-38s %9s %9s|@", sum, PlanJson.dollars(cost.running()), PlanJson.dollars(cost.stopped()));
        cost.extras().forEach(item -> line("  %-48s %9s", item.what(), PlanJson.dollars(item.price())));
        line("  Without traffic and model calls. Per million tokens:");
        for (OfferedModel offered : plan.models()) {
            line(
                    "  %-38s %9s in %6s out",
                    offered.model().name(),
                    offered.prices()
                            .standard()
                            .input()
                            .dollars()
                            .stripTrailingZeros()
                            .toPlainString(),
                    offered.prices()
                            .standard()
                            .output()
                            .dollars()
                            .stripTrailingZeros()
                            .toPlainString());
        }
    }

    private void limits(Blueprint gateway) {
        SpendSettings spend = gateway.settings().spend();
        heading("Limits in US dollars");
        line(
                "  stop calls: %s a day, %s a month of model calls (capDayUsd, capMonthUsd)",
                spend.capDayUsd().decimal(), spend.capMonthUsd().decimal());
        line(
                "  send a mail: %s a day of model calls, %s a month of the whole account"
                        + " (warnModelsDayUsd, warnAccountMonthUsd)",
                spend.warnModelsDayUsd().decimal(), spend.warnAccountMonthUsd().decimal());
        line(
                "  take the models away, hours late: %s a day of model calls, as AWS bills them (breakerUsd)",
                spend.breakerUsd().decimal());
        gateway.settings()
                .models()
                .guardrail()
                .flatMap(
                        guardrail -> gateway.catalogue().guardrail().map(prices -> GuardrailText.of(guardrail, prices)))
                .ifPresent(text -> line("  %s", text));
        DeclaredKeyText.of(gateway.settings())
                .forEach((client, terms) -> line("  virtual key of %s: %s", client, terms));
        DeclaredKeyText.worstDay(gateway.settings())
                .ifPresent(most -> line("  all declared keys together spend at most %s a day", most.decimal()));
    }

    private void operators(Operators operators) {
        heading("Operators, at https://%s", operators.hostname());
        OperatorText.of(operators).values().forEach(text -> line("  %s", text));
        line("  the operators' service token: with an admin key");
        if (!operators.identityProviders().isEmpty()) {
            line(
                    "  signed in by: %s",
                    operators.identityProviders().stream().map(AccessId::value).collect(Collectors.joining(", ")));
        }
    }

    private void edge(Blueprint gateway) {
        heading("Edge rules, in order");
        for (EdgeRule rule : gateway.rules().rules()) {
            line("  block @|bold %s|@: %s", rule.ref(), rule.description());
            verbatim("    " + rule.expression().render());
        }
        RateLimit limit = gateway.rateLimit();
        line(
                "  block @|bold rate_limit|@: over %d requests in %d s from one address, for %d s",
                limit.requestsPerPeriod(), limit.period(), limit.mitigationTimeout());
        verbatim("    " + limit.expression().render());
        Optional<Integer> wakes = gateway.settings().host().wakesPerDay();
        line("  then Access%s, then the tunnel", wakes.isPresent() ? ", then the Worker that wakes the host" : "");
        gateway.settings()
                .host()
                .awake()
                .ifPresent(windows -> line("  the host is up at these times: %s (awake)", windows));
        wakes.ifPresent(perDay -> line(
                "  callers may start the host %d times a day (wakesPerDay); the Worker runs for every request that Access"
                        + " lets in, on Cloudflare's free plan 100000 a day in the whole account",
                perDay));
    }

    private void warnings() {
        if (!plan.warnings().isEmpty()) {
            heading("Warnings");
            plan.warnings().forEach(warning -> verbatim("  " + warning));
        }
    }

    private void promises() {
        heading("Promises");
        for (Promise.Outcome outcome : plan.promises()) {
            line("  %s %s%s", mark(outcome), outcome.sentence(), reason(outcome));
            outcome.brokenBy().forEach(culprit -> verbatim("      " + culprit));
        }
        line("");
        line("@|bold,%s %s|@", plan.keepsPromises() ? "green" : "red", count());
    }

    private static String mark(Promise.Outcome outcome) {
        return switch (outcome.state()) {
            case HOLDS -> "@|green ✓|@";
            case BROKEN -> "@|red ✗|@";
            case NOT_ASKED -> "@|faint –|@";
        };
    }

    private static String reason(Promise.Outcome outcome) {
        return outcome.state() == Promise.PromiseState.NOT_ASKED
                ? " @|faint (not asked: " + outcome.notAsked() + ")|@"
                : "";
    }

    private String count() {
        long broken = count(Promise.PromiseState.BROKEN);
        long notAsked = count(Promise.PromiseState.NOT_ASKED);
        long asked = plan.promises().size() - notAsked;
        String verdict = broken == 0 ? asked + " promises hold" : broken + " of " + asked + " promises are broken";
        return verdict + (notAsked == 0 ? "" : ", " + notAsked + " were not asked");
    }

    private long count(Promise.PromiseState state) {
        return plan.promises().stream()
                .filter(outcome -> outcome.state() == state)
                .count();
    }

    private void heading(String format, Object... values) {
        text.append(System.lineSeparator());
        line("@|bold " + format + "|@", values);
    }

    /** A line with colour marks; only for texts of our own, since a value with such marks would be read as one. */
    private void line(String format, Object... values) {
        text.append(ansi.string(String.format(Locale.ROOT, format, values))).append(System.lineSeparator());
    }

    private void verbatim(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
