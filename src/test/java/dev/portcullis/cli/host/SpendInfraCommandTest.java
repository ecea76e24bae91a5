package dev.portcullis.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cli.Main;
import dev.portcullis.operate.bill.CostExplorerStandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code spend infra} as an operator types it, on an account that a stand-in of Cost Explorer plays. */
final class SpendInfraCommandTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final CostExplorerStandIn aws;

    @SuppressWarnings("NullAway.Init")
    private AwsProperties properties;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    SpendInfraCommandTest() throws IOException {
        aws = new CostExplorerStandIn(() -> LocalDate.now(ZoneOffset.UTC));
    }

    @BeforeEach
    void account() {
        properties = new AwsProperties(aws.url());
        aws.costs.add(new CostExplorerStandIn.Cost(
                today.minusDays(2), "EC2 - Other, \"disks\"", Map.of("portcullis:stack", "dev"), "1.2500000000"));
        aws.costs.add(new CostExplorerStandIn.Cost(today.minusDays(1), "Amazon Bedrock", Map.of(), "3"));
    }

    @AfterEach
    void end() {
        properties.close();
        aws.close();
    }

    @Test
    void the_price_is_said_first_and_without_a_terminal_only_yes_asks() {
        assertThat(run("spend", "infra")).isEqualTo(2);

        assertThat(err.toString()).isEqualTo("""
                AWS charges $0.01 for each request to Cost Explorer
                --yes: expected a terminal to ask at, or --yes, got neither
                  Add --yes to do it; nothing was changed
                """);
        assertThat(aws.asked).hasValue(0);
    }

    @Test
    void people_see_services_and_days_and_whose_costs_they_are() {
        aws.activeTags.add("portcullis:stack");
        assertThat(run("spend", "infra", "--yes")).isZero();

        assertThat(out.toString()).isEqualTo("""
                SERVICE               COST
                EC2 - Other, "disks"  $1.2500

                DAY         COST
                %s  $1.2500

                $1.2500 for stack dev, from %s to %s (UTC)
                Model calls carry no tag and are not in it: ./portcullis spend daily has them.
                AWS still estimates: the last days may grow.
                AWS charges 0.01 USD for this answer.
                """.formatted(today.minusDays(2), today.minusDays(6), today));
    }

    @Test
    void a_tag_that_is_not_active_is_said() {
        assertThat(run("spend", "infra", "3", "--yes")).isZero();

        assertThat(out.toString()).contains("""
                $4.2500 for the whole account, from %s to %s (UTC)
                No cost of these days carries the tag portcullis:stack, so this is the
                whole account with its model calls. Activate the tag under Cost allocation
                """.formatted(today.minusDays(2), today));
    }

    @Test
    void machines_get_each_day_and_service() {
        assertThat(run("spend", "infra", "--csv", "--yes")).isZero();
        assertThat(out.toString())
                .isEqualTo("day,service,cost\r\n" + today.minusDays(2) + ",\"EC2 - Other, \"\"disks\"\"\",1.25\r\n"
                        + today.minusDays(1) + ",\"Amazon Bedrock\",3\r\n");

        assertThat(run("spend", "infra", "--json", "--yes", "1")).isZero();
        assertThat(out.toString()).isEqualTo("""
                {
                  "stack": "dev",
                  "scope": "account",
                  "since": "%s",
                  "until": "%s",
                  "timeZone": "UTC",
                  "estimated": true,
                  "items": [],
                  "total": "0",
                  "requestCost": "0.01"
                }
                """.formatted(today, today));
    }

    @Test
    void what_cannot_be_meant_is_refused_before_aws_is_paid() {
        assertThat(run("spend", "infra", "401", "--yes")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("N: expected a number of days from 1 to 400, got '401'\n  Write such as 30\n");
        assertThat(run("spend", "infra", "--csv", "--json", "--yes")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--csv: expected one of --csv and --json, got both");
        assertThat(aws.asked).hasValue(0);
    }

    private int run(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.run(PROJECT, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
