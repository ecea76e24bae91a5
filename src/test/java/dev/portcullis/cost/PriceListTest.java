package dev.portcullis.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Usd;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PriceListTest {
    static final String YAML = """
            asOf: 2026-11-21
            everywhere:
              metricMonth: 0.30
              metricRequestsMillion: 10
              lambdaRunsMillion: 0.20
              lambdaGibSecondsMillion: 13.3334
              eventsMillion: 1
              logGib: 0.50
              logStoredGibMonth: 0.03
            regions:
              eu-west-1:
                instanceHour:
                  t4g.small: 0.0184
                gp3GibMonth: 0.088
                snapshotGibMonth: 0.05
                publicIpv4Hour: 0.005
                alarmMonth: 0.10
                s3GibMonth: 0.023
            """;

    @Test
    void prices_are_read_as_written() {
        PriceList list = PriceList.parse("prices.yaml", YAML, new Problems()).orElseThrow();
        RegionPrices ireland = list.region("eu-west-1").orElseThrow();

        assertThat(list.asOf()).isEqualTo(LocalDate.of(2026, 11, 21));
        assertThat(ireland.instanceHour("t4g.small")).contains(new Usd(18_400));
        assertThat(ireland.gp3GibMonth()).isEqualTo(new Usd(88_000));
        assertThat(ireland.snapshotGibMonth()).isEqualTo(new Usd(50_000));
        assertThat(ireland.publicIpv4Hour()).isEqualTo(new Usd(5_000));
        assertThat(ireland.alarmMonth()).isEqualTo(new Usd(100_000));
        assertThat(ireland.s3GibMonth()).isEqualTo(new Usd(23_000));
    }

    @Test
    void what_is_not_in_the_file_has_no_price() {
        PriceList list = PriceList.parse("prices.yaml", YAML, new Problems()).orElseThrow();

        assertThat(list.region("sa-east-1")).isEmpty();
        assertThat(list.region("eu-west-1").flatMap(prices -> prices.instanceHour("m7g.medium")))
                .isEmpty();
    }

    @Test
    void mistakes_are_told_together_with_their_lines() {
        assertThat(problemsOf(YAML.replace("0.0184", "-1")
                        .replace("alarmMonth", "alarms")
                        .replace("2026-11-21", "yesterday")))
                .containsExactly(
                        "prices.yaml:1 asOf: expected a date such as 2026-11-21, got 'yesterday'\n"
                                + "  Correct the value of 'asOf'",
                        "prices.yaml:13 t4g.small: expected US dollars with at most 6 decimals, not negative, got '-1'\n"
                                + "  Correct the value of 't4g.small'",
                        "prices.yaml:12 alarmMonth: expected US dollars with at most 6 decimals, not negative,"
                                + " got nothing\n  Add the key 'alarmMonth'",
                        "prices.yaml:17 alarms: expected a known key, got 'alarms'\n"
                                + "  Known: alarmMonth, gp3GibMonth, instanceHour, publicIpv4Hour, s3GibMonth,"
                                + " snapshotGibMonth");
    }

    @Test
    void a_list_without_regions_is_refused() {
        assertThat(problemsOf(YAML.substring(0, YAML.indexOf("regions:"))))
                .containsExactly("prices.yaml:1 regions: expected at least one region, got none\n"
                        + "  List prices below 'regions:'");
    }

    private static List<String> problemsOf(String yaml) {
        Problems problems = new Problems();
        Optional<PriceList> list = PriceList.parse("prices.yaml", yaml, problems);
        assertThat(list).isEmpty();
        return problems.all().stream().map(Problem::render).toList();
    }
}
