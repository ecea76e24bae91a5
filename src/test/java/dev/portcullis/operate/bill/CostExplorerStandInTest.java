package dev.portcullis.operate.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.CostExplorerException;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;

/** The stand-in refuses what Cost Explorer refuses and accepts the days just within its bounds, asked by the real client. */
final class CostExplorerStandInTest {
    private final CostExplorerStandIn aws = standIn();
    private final CostExplorerClient client = BillReaderTest.client(aws.url(), Region.US_EAST_1);

    private static CostExplorerStandIn standIn() {
        try {
            return new CostExplorerStandIn(() -> LocalDate.of(2026, 11, 28));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void end() {
        client.close();
        aws.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-28, 2026-11-28, Start date (and hour) should be before end date (and hour)",
        "2026-11-29, 2026-11-30, start date is in the future",
        "2026-11-28, 2026-12-02, end date past the beginning of next month",
        "2025-09-27, 2026-11-28, 'To retrieve data beyond the past 14 months, your start date needs to be the first day'",
        "28.11.2026, 2026-11-29, failed to satisfy the pattern of a date"
    })
    void days_out_of_bounds_are_refused(String start, String end, String message) {
        assertThatThrownBy(() -> ask(request(start, end).build()))
                .isInstanceOf(CostExplorerException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-28, 2026-12-01, 3", "2025-09-28, 2026-11-28, 426", "2026-11-27, 2026-11-28, 1"})
    void days_within_them_are_answered_without_the_last(String start, String end, int days) {
        assertThat(ask(request(start, end).build()).resultsByTime()).hasSize(days);
    }

    @Test
    void what_is_missing_unknown_or_too_much_is_refused() {
        GetCostAndUsageRequest good = request("2026-11-27", "2026-11-28").build();
        assertThatThrownBy(() ->
                        ask(good.toBuilder().metrics((Collection<String>) null).build()))
                .hasMessageContaining("Value null at 'Metrics'");
        assertThatThrownBy(() -> ask(good.toBuilder().metrics("Dollars").build()))
                .hasMessageContaining("Invalid metric");
        assertThatThrownBy(() ->
                        ask(good.toBuilder().granularity((Granularity) null).build()))
                .hasMessageContaining("Value null at 'Granularity'");
        assertThatThrownBy(() -> ask(good.toBuilder().nextPageToken("x").build()))
                .hasMessageContaining("The pagination token is invalid");
        assertThatThrownBy(() -> ask(good.toBuilder()
                        .groupBy(group(GroupDefinitionType.DIMENSION, "COLOUR"))
                        .build()))
                .hasMessageContaining("Invalid group COLOUR");
    }

    @Test
    void a_call_that_is_signed_for_another_region_is_refused() {
        try (CostExplorerClient elsewhere = BillReaderTest.client(aws.url(), Region.EU_WEST_1)) {
            assertThatThrownBy(() -> elsewhere.getCostAndUsage(
                            request("2026-11-27", "2026-11-28").build()))
                    .hasMessageContaining("Credential should be scoped to a valid region");
        }
    }

    @Test
    void a_tag_has_values_only_while_it_is_active() {
        aws.costs.add(new CostExplorerStandIn.Cost(
                LocalDate.of(2026, 11, 27), "EC2", Map.of("portcullis:stack", "dev"), "1.5"));
        GetCostAndUsageRequest byTag = request("2026-11-27", "2026-11-28")
                .groupBy(group(GroupDefinitionType.TAG, "portcullis:stack"))
                .build();

        assertThat(ask(byTag).resultsByTime().get(0).groups().get(0).keys()).containsExactly("portcullis:stack$");
        aws.activeTags.add("portcullis:stack");
        assertThat(ask(byTag).resultsByTime().get(0).groups().get(0).keys()).containsExactly("portcullis:stack$dev");
    }

    private GetCostAndUsageResponse ask(GetCostAndUsageRequest request) {
        return client.getCostAndUsage(request);
    }

    private static GetCostAndUsageRequest.Builder request(String start, String end) {
        return GetCostAndUsageRequest.builder()
                .timePeriod(days -> days.start(start).end(end))
                .granularity(Granularity.DAILY)
                .metrics("UnblendedCost");
    }

    private static GroupDefinition group(GroupDefinitionType type, String key) {
        return GroupDefinition.builder().type(type).key(key).build();
    }
}
