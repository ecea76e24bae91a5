package dev.portcullis.plan;

import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.cost.MonthlyCost;
import dev.portcullis.infra.Blueprint;
import dev.portcullis.policy.EdgeRule;
import dev.portcullis.policy.RateLimit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** The plan for people: tree, price, edge rules, warnings, promises, in that order, so that the verdict stands last. */
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
                        .map(gateway -> gateway.settings().hostname().value())
                        .orElse("roles and state"),
                plan.blueprint().region());
        tree();
        cost();
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
        line("  %-36s %9s %9s", "", "running", "stopped");
        for (MonthlyCost.Line item : cost.lines()) {
            line("  %-36s %9s %9s", item.what(), PlanJson.dollars(item.running()), PlanJson.dollars(item.stopped()));
        }
        line("  @|bold %-36s %9s %9s|@", "in all", PlanJson.dollars(cost.running()), PlanJson.dollars(cost.stopped()));
        line("  Without traffic, requests, logs and model calls. Per million tokens:");
        for (OfferedModel offered : plan.models()) {
            line(
                    "  %-36s %9s in %6s out",
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
            line("  %s %s", outcome.holds() ? "@|green ✓|@" : "@|red ✗|@", outcome.sentence());
            outcome.brokenBy().forEach(culprit -> verbatim("      " + culprit));
        }
        long broken =
                plan.promises().stream().filter(outcome -> !outcome.holds()).count();
        line("");
        line(
                broken == 0 ? "@|bold,green All %d promises hold|@" : "@|bold,red %2$d of %1$d promises are broken|@",
                plan.promises().size(),
                broken);
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
