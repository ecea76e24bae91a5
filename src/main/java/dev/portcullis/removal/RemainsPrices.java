package dev.portcullis.removal;

import dev.portcullis.cost.PriceList;
import dev.portcullis.cost.RegionPrices;
import dev.portcullis.deployed.state.StateResource;
import dev.portcullis.settings.value.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prices what stays, from the price list that {@code plan} uses, the sizes in the state and the content of the buckets. */
final class RemainsPrices {
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

    private final Optional<RegionPrices> prices;
    private final Map<String, BucketContent> contents;

    RemainsPrices(PriceList list, String region, Map<String, BucketContent> contents) {
        this.prices = list.region(region);
        this.contents = Map.copyOf(contents);
    }

    List<Remains> of(RemovalPlan plan) {
        List<Remains> all = new ArrayList<>();
        plan.staying().forEach(unit -> all.add(of(unit)));
        List<StateResource> needed = plan.needed();
        if (!needed.isEmpty()) {
            all.add(new Remains(
                    "",
                    "what these need: "
                            + String.join(
                                    ", ",
                                    needed.stream().map(StateResource::name).toList()),
                    true,
                    Optional.of(Usd.ZERO)));
        }
        plan.state().resources().stream().filter(Unit::isVolume).forEach(volume -> all.add(snapshots(volume)));
        List<String> settings = plan.going().stream()
                .filter(one -> one.type().matches("cloudflare:.*:(ZoneSetting|BotManagement)"))
                .map(StateResource::name)
                .toList();
        if (!settings.isEmpty()) {
            all.add(new Remains(
                    "", "settings of the zone: " + String.join(", ", settings), false, Optional.of(Usd.ZERO)));
        }
        return all;
    }

    private Remains of(Unit unit) {
        for (StateResource one : unit.real()) {
            if (Unit.isVolume(one)) {
                int size = one.inputs().path("size").asInt();
                return remains(
                        unit,
                        "volume " + one.id() + ", " + size + " GiB gp3",
                        prices.map(list -> list.gp3GibMonth().times(size)));
            }
            if (Unit.isBucket(one)) {
                BucketContent content = contents.getOrDefault(one.id(), new BucketContent(0, 0, Optional.empty()));
                return remains(
                        unit,
                        "bucket " + one.id() + ", " + content.entries() + " versions, " + mebibytes(content.bytes()),
                        prices.map(list -> stored(list.s3GibMonth(), content.bytes())));
            }
        }
        return remains(
                unit,
                String.join(", ", unit.real().stream().map(StateResource::name).toList()),
                Optional.of(Usd.ZERO));
    }

    private static Remains remains(Unit unit, String description, Optional<Usd> month) {
        return new Remains(unit.name(), description, unit.isProtected(), month);
    }

    /** Its schedule goes, and with it whatever would delete the older ones. */
    private Remains snapshots(StateResource volume) {
        int size = volume.inputs().path("size").asInt();
        return new Remains(
                "",
                "snapshots of volume " + volume.id() + ", at most " + size + " GiB of blocks",
                false,
                prices.map(list -> list.snapshotGibMonth().times(size)));
    }

    private static Usd stored(Usd gibMonth, long bytes) {
        return new Usd(BigDecimal.valueOf(gibMonth.micros())
                .multiply(BigDecimal.valueOf(bytes))
                .divide(GIB, 0, RoundingMode.UP)
                .longValueExact());
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024);
    }
}
