package dev.portcullis.plan;

import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.cost.Footprint;
import dev.portcullis.cost.MonthlyCost;
import dev.portcullis.cost.PriceList;
import dev.portcullis.infra.Program;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.infra.stack.StackBlueprint;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.AwakeWindows;
import dev.portcullis.settings.value.LogRetention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that can be said of a stack before it exists.
 *
 * @param cost with the positions that have a price (a warning names the others); empty for an
 *     identity stack
 * @param pricesAsOf the day of the price list
 * @param models three common models of different vendors, for their token prices
 */
public record Plan(
        StackBlueprint blueprint,
        Declared declared,
        Optional<MonthlyCost> cost,
        LocalDate pricesAsOf,
        List<OfferedModel> models,
        List<Promise.Outcome> promises,
        List<String> warnings) {
    private static final int COMMON_MODELS = 3;
    private static final Pattern EVERY_MINUTES = Pattern.compile("rate\\((\\d+) minutes\\)");

    /**
     * Runs the real program against the recording engine.
     *
     * @throws dev.portcullis.input.BadInput with everything that a provider would refuse
     */
    public static Plan of(StackBlueprint blueprint) {
        Declared declared =
                RecordingEngine.record(blueprint.stackName(), context -> Program.declare(context, blueprint));
        Problems problems = new Problems();
        ProviderCheck.check(declared, problems);
        Optional<PriceList> read = PriceList.read(blueprint.project().resolve("config/prices.yaml"), problems);
        problems.throwIfAny();
        PriceList prices = read.orElseThrow();
        Optional<Blueprint> gateway = gateway(blueprint);
        Optional<MonthlyCost> cost = gateway.map(stack -> cost(stack, prices, declared));
        return new Plan(
                blueprint,
                declared,
                cost,
                prices.asOf(),
                gateway.map(Plan::commonModels).orElse(List.of()),
                Promises.check(declared, blueprint),
                warnings(blueprint, declared, cost));
    }

    /** The blueprint of a gateway, with its tables; empty for an identity stack, which has neither rules nor prices. */
    public Optional<Blueprint> gateway() {
        return gateway(blueprint);
    }

    private static Optional<Blueprint> gateway(StackBlueprint blueprint) {
        return blueprint instanceof Blueprint gateway ? Optional.of(gateway) : Optional.empty();
    }

    public boolean keepsPromises() {
        return promises.stream().noneMatch(outcome -> outcome.state() == Promise.PromiseState.BROKEN);
    }

    private static MonthlyCost cost(Blueprint blueprint, PriceList prices, Declared declared) {
        dev.portcullis.settings.HostSettings host = blueprint.settings().host();
        return MonthlyCost.of(
                prices,
                blueprint.settings().account().region().value(),
                new Footprint(
                        host.instanceType().value(),
                        host.rootVolumeGiB(),
                        host.dataVolumeGiB(),
                        (int) declared.ofType("aws:cloudwatch/metricAlarm:MetricAlarm")
                                .count(),
                        idleStop(declared),
                        host.logs().map(LogRetention::days),
                        host.wakesPerDay(),
                        host.awake().map(AwakeWindows::minutesOfWeek)));
    }

    /** The idle stop as its schedule and its function are declared. */
    private static Optional<Footprint.IdleStop> idleStop(Declared declared) {
        return declared.named("idle-schedule")
                .map(schedule -> schedule.inputs().get("scheduleExpression").getAsString())
                .map(EVERY_MINUTES::matcher)
                .filter(Matcher::matches)
                .map(every -> new Footprint.IdleStop(
                        Integer.parseInt(every.group(1)),
                        declared.named("idle-function")
                                .orElseThrow()
                                .inputs()
                                .get("memorySize")
                                .getAsInt()));
    }

    private static List<OfferedModel> commonModels(Blueprint blueprint) {
        Set<String> vendors = new HashSet<>();
        return blueprint
                .catalogue()
                .offered(blueprint.settings().models().geography().word())
                .stream()
                .filter(offered -> offered.model().kind() == ModelKind.CHAT)
                .filter(offered -> vendors.add(offered.model().vendor()))
                .limit(COMMON_MODELS)
                .toList();
    }

    private static List<String> warnings(StackBlueprint blueprint, Declared declared, Optional<MonthlyCost> cost) {
        List<String> warnings = new ArrayList<>(blueprint.warnings());
        gateway(blueprint).ifPresent(gateway -> warnings.addAll(ZoneWarnings.of(gateway, declared)));
        cost.filter(known -> !known.isComplete())
                .ifPresent(known -> warnings.add("config/prices.yaml has no price in " + blueprint.region() + " for "
                        + String.join(", ", known.unpriced()) + ": the sums leave that out"));
        return List.copyOf(warnings);
    }
}
