package dev.portcullis.cost;

import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.input.YamlMap;
import dev.portcullis.settings.value.Usd;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code config/prices.yaml}: on-demand list prices in US dollars, without tax, free tier or discounts. */
public final class PriceList {
    private static final String DOLLARS = "US dollars with at most 6 decimals, not negative";

    /** Stands in for a list that is refused. */
    private static final ServicePrices NOTHING =
            new ServicePrices(Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO);

    private final LocalDate asOf;
    private final ServicePrices services;
    private final Map<String, RegionPrices> regions;

    private PriceList(LocalDate asOf, ServicePrices services, Map<String, RegionPrices> regions) {
        this.asOf = asOf;
        this.services = services;
        this.regions = regions;
    }

    /** Empty when the file has any mistake; they are then all in {@code problems}. */
    public static Optional<PriceList> read(Path file, Problems problems) {
        return of(YamlFile.read(file, problems), problems);
    }

    static Optional<PriceList> parse(String name, String text, Problems problems) {
        return of(YamlFile.parse(name, text, problems), problems);
    }

    /** The day on which the prices were looked up. */
    public LocalDate asOf() {
        return asOf;
    }

    ServicePrices services() {
        return services;
    }

    public Optional<RegionPrices> region(String region) {
        return Optional.ofNullable(regions.get(region));
    }

    private static Optional<PriceList> of(Optional<YamlMap> yaml, Problems problems) {
        int before = problems.all().size();
        Optional<PriceList> list = yaml.map(map -> {
            LocalDate asOf = map.value("asOf", "a date such as 2026-11-21", LocalDate::parse)
                    .orElse(LocalDate.EPOCH);
            ServicePrices services =
                    map.map("everywhere").map(PriceList::servicePrices).orElse(NOTHING);
            Map<String, RegionPrices> regions = new LinkedHashMap<>();
            map.map("regions")
                    .ifPresent(all -> all.keys()
                            .forEach(region ->
                                    all.map(region).ifPresent(prices -> regions.put(region, regionPrices(prices)))));
            map.refuseOthers();
            if (regions.isEmpty()) {
                problems.add(map.where("regions"), "at least one region", "none", "List prices below 'regions:'");
            }
            return new PriceList(asOf, services, regions);
        });
        return problems.all().size() > before ? Optional.empty() : list;
    }

    private static ServicePrices servicePrices(YamlMap map) {
        ServicePrices prices = new ServicePrices(
                price(map, "metricMonth"),
                price(map, "metricRequestsMillion"),
                price(map, "lambdaRunsMillion"),
                price(map, "lambdaGibSecondsMillion"),
                price(map, "eventsMillion"),
                price(map, "logGib"),
                price(map, "logStoredGibMonth"));
        map.refuseOthers();
        return prices;
    }

    private static RegionPrices regionPrices(YamlMap map) {
        Map<String, Usd> instances = new LinkedHashMap<>();
        map.map("instanceHour")
                .ifPresent(types -> types.keys().forEach(type -> instances.put(type, price(types, type))));
        RegionPrices prices = new RegionPrices(
                instances,
                price(map, "gp3GibMonth"),
                price(map, "snapshotGibMonth"),
                price(map, "publicIpv4Hour"),
                price(map, "alarmMonth"),
                price(map, "s3GibMonth"));
        map.refuseOthers();
        return prices;
    }

    private static Usd price(YamlMap map, String key) {
        return map.value(key, DOLLARS, Usd::ofDollars).orElse(Usd.ZERO);
    }
}
