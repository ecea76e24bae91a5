package dev.portcullis.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MonthlyCostTest {

    @Test
    void a_month_is_730_hours_and_a_stopped_gateway_pays_for_storage_alarms_and_the_idle_stop() {
        PriceList prices = PriceList.parse("prices.yaml", PriceListTest.YAML, new Problems())
                .orElseThrow();

        MonthlyCost cost = MonthlyCost.of(prices, "eu-west-1", use("t4g.small", 10, 20, 3));

        assertThat(cost.lines())
                .extracting(line -> line.what() + ": " + line.running().micros() + " / "
                        + line.stopped().micros())
                .containsExactly(
                        "t4g.small instance: 13432000 / 0",
                        "public IPv4 address: 3650000 / 0",
                        "root volume, 10 GiB gp3: 880000 / 880000",
                        "data volume, 20 GiB gp3: 1760000 / 1760000",
                        "snapshots, 20 GiB: 1000000 / 1000000",
                        "S3, 1 GiB of bundles and dumps: 23000 / 23000",
                        "alarms, 3: 300000 / 300000",
                        "custom metrics, 1: 300000 / 0",
                        "PutMetricData, at most 16,060 requests: 160600 / 0",
                        "GetMetricData, 4,380 metrics: 43800 / 0",
                        "Lambda, 4,380 runs of 5 s: 146877 / 146877",
                        "EventBridge, 4,380 events: 4380 / 4380",
                        "log of 4,380 runs: 2089 / 2089");
        assertThat(cost.running()).isEqualTo(new Usd(21_702_746));
        assertThat(cost.stopped()).isEqualTo(new Usd(4_116_346));
    }

    @Test
    void a_host_that_is_never_stopped_pays_for_no_metric_and_no_function() {
        MonthlyCost cost = MonthlyCost.of(
                shipped(),
                "eu-west-1",
                new Footprint(
                        "t4g.small", 10, 8, 1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(cost.lines()).extracting(MonthlyCost.Line::what).endsWith("alarms, 1");
    }

    /** A year has 13 months of 30 days, of which the last is not whole. */
    @Test
    void the_journal_costs_what_is_taken_in_and_what_is_kept_and_a_stopped_gateway_pays_for_the_latter() {
        MonthlyCost cost = MonthlyCost.of(
                PriceList.parse("prices.yaml", PriceListTest.YAML, new Problems())
                        .orElseThrow(),
                "eu-west-1",
                new Footprint(
                        "t4g.small", 10, 8, 1, Optional.empty(), Optional.of(365), Optional.empty(), Optional.empty()));

        assertThat(cost.lines())
                .extracting(line -> line.what() + ": " + line.running().micros() + " / "
                        + line.stopped().micros())
                .endsWith(
                        "CloudWatch Logs, 1 GiB of the journal taken in: 500000 / 0",
                        "CloudWatch Logs, 13 GiB kept for 365 days: 390000 / 390000");
    }

    @Test
    void a_position_without_a_price_is_named_and_the_others_are_added_up() {
        MonthlyCost cost = MonthlyCost.of(shipped(), "eu-west-1", use("x9z.huge", 10, 8, 2));

        assertThat(cost.unpriced()).containsExactly("x9z.huge instance");
        assertThat(cost.lines()).hasSize(12);
        assertThat(cost.stopped())
                .isEqualTo(MonthlyCost.of(shipped(), "eu-west-1", use("t4g.small", 10, 8, 2))
                        .stopped());
    }

    /** 50 of 168 hours a week between the two sums; starts of callers belong to neither. */
    @Test
    void a_time_that_is_set_costs_its_share_of_the_hours_and_starts_are_beside_the_sums() {
        MonthlyCost cost = MonthlyCost.of(shipped(), "eu-west-1", use("t4g.small", 10, 8, 2));
        BigDecimal share = cost.running()
                .dollars()
                .subtract(cost.stopped().dollars())
                .multiply(new BigDecimal(50))
                .divide(new BigDecimal(168), 6, RoundingMode.UP);

        assertThat(cost.extras())
                .extracting(MonthlyCost.Extra::what)
                .containsExactly("awake as set, 217 of 730 hours: in all", "callers' starts, at most 40 a day: more");
        assertThat(cost.extras().get(0).price().dollars())
                .isEqualByComparingTo(share.add(cost.stopped().dollars()));
        assertThat(cost.lines()).extracting(MonthlyCost.Line::what).noneMatch(what -> what.contains("start"));
    }

    @Test
    void a_region_without_prices_has_every_position_named() {
        MonthlyCost cost = MonthlyCost.of(shipped(), "eu-west-9", use("t4g.small", 10, 8, 2));

        assertThat(cost.lines()).extracting(MonthlyCost.Line::what).startsWith("custom metrics, 1");
        assertThat(cost.unpriced()).hasSize(7).contains("t4g.small instance", "alarms, 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "us-east-1"})
    void the_default_stack_costs_at_most_20_dollars_running_and_4_stopped(String region) {
        MonthlyCost cost = MonthlyCost.of(shipped(), region, use("t4g.small", 10, 8, 2));

        assertThat(cost.running().dollars()).isLessThanOrEqualTo(new BigDecimal(20));
        assertThat(cost.stopped().dollars()).isLessThanOrEqualTo(new BigDecimal(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us-east-1",
                "us-east-2",
                "us-west-2",
                "eu-west-1",
                "eu-west-2",
                "eu-west-3",
                "eu-central-1",
                "eu-north-1",
                "ap-northeast-1",
                "ap-southeast-2"
            })
    void the_shipped_list_prices_the_usual_instance_types_in_every_region_it_has(String region) {
        RegionPrices prices = shipped().region(region).orElseThrow();

        assertThat(prices.instanceHour("t4g.medium"))
                .isEqualTo(prices.instanceHour("t4g.small").map(price -> price.times(2)));
        assertThat(prices.instanceHour("t4g.large"))
                .isEqualTo(prices.instanceHour("t4g.small").map(price -> price.times(4)));
    }

    private static Footprint use(String instanceType, int rootGib, int dataGib, int alarms) {
        return new Footprint(
                instanceType,
                rootGib,
                dataGib,
                alarms,
                Optional.of(new Footprint.IdleStop(10, 512)),
                Optional.empty(),
                Optional.of(40),
                Optional.of(50 * 60));
    }

    private static PriceList shipped() {
        Problems problems = new Problems();
        Optional<PriceList> prices = PriceList.read(Path.of("config/prices.yaml"), problems);
        assertThat(problems.all()).isEmpty();
        return prices.orElseThrow();
    }
}
