package dev.portcullis.operate.bill;

import dev.portcullis.input.BadInput;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.Target;
import dev.portcullis.settings.value.ResourceNames;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.CostExplorerException;
import software.amazon.awssdk.services.costexplorer.model.DataUnavailableException;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.Group;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;
import software.amazon.awssdk.services.costexplorer.model.MetricValue;
import software.amazon.awssdk.services.costexplorer.model.ResultByTime;

/**
 * Asks Cost Explorer once, by service and by the stack's tag together: the answer then shows by itself whether the tag is
 * active, and no second request has to be paid for.
 */
public final class BillReader implements AutoCloseable {
    private static final String ACTION = "ce:GetCostAndUsage";
    private static final String METRIC = "UnblendedCost";
    /** Cost Explorer writes a value of a tag as {@code key$value}, and nothing after the sign where there is no tag. */
    private static final String TAG = ResourceNames.STACK_TAG + "$";

    private final CostExplorerClient costs;

    BillReader(CostExplorerClient costs) {
        this.costs = costs;
    }

    /** With the caller's own credentials, at the one place that answers for every region. */
    public static BillReader ofThisMachine() {
        return new BillReader(CostExplorerClient.builder()
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
    }

    /**
     * The bill of these days.
     *
     * @param until the last day
     * @throws BadInput without the right, or where the account has no Cost Explorer yet
     */
    public Bill read(Target target, LocalDate since, LocalDate until) {
        GetCostAndUsageRequest.Builder request = GetCostAndUsageRequest.builder()
                // AWS leaves out the day of the end.
                .timePeriod(days ->
                        days.start(since.toString()).end(until.plusDays(1).toString()))
                .granularity(Granularity.DAILY)
                .metrics(METRIC)
                .groupBy(
                        group(GroupDefinitionType.DIMENSION, "SERVICE"),
                        group(GroupDefinitionType.TAG, ResourceNames.STACK_TAG));
        List<ResultByTime> days = new ArrayList<>();
        int requests = 0;
        String next = "";
        do {
            GetCostAndUsageResponse page = ask(
                    next.isEmpty()
                            ? request.build()
                            : request.nextPageToken(next).build());
            days.addAll(page.resultsByTime());
            next = page.nextPageToken() == null ? "" : page.nextPageToken();
            requests++;
        } while (!next.isEmpty());
        boolean isTagged = days.stream()
                .flatMap(day -> day.groups().stream())
                .anyMatch(group -> !tag(group).equals(TAG));
        return new Bill(
                since,
                until,
                rows(days, isTagged, target),
                isTagged,
                days.stream().anyMatch(day -> Boolean.TRUE.equals(day.estimated())),
                requests);
    }

    private static List<BillRow> rows(List<ResultByTime> days, boolean isTagged, Target target) {
        return days.stream()
                .flatMap(day -> day.groups().stream()
                        .filter(group -> !isTagged || tag(group).equals(TAG + target.stack()))
                        .map(group -> new BillRow(
                                LocalDate.parse(day.timePeriod().start()),
                                group.keys().get(0),
                                dollars(group))))
                .filter(row -> row.cost().signum() != 0)
                .toList();
    }

    private static String tag(Group group) {
        return group.keys().get(1);
    }

    private static GroupDefinition group(GroupDefinitionType type, String key) {
        return GroupDefinition.builder().type(type).key(key).build();
    }

    private static BigDecimal dollars(Group group) {
        MetricValue cost = group.metrics().get(METRIC);
        if (cost == null || !"USD".equals(cost.unit())) {
            throw new IllegalStateException("AWS: expected costs in USD, got " + (cost == null ? "none" : cost.unit()));
        }
        return new BigDecimal(cost.amount());
    }

    private GetCostAndUsageResponse ask(GetCostAndUsageRequest request) {
        return Aws.call(ACTION, "readonly", () -> {
            try {
                return costs.getCostAndUsage(request);
            } catch (DataUnavailableException e) {
                throw notReady(e);
            } catch (CostExplorerException e) {
                throw String.valueOf(e.getMessage()).contains("not enabled for cost explorer") ? notReady(e) : e;
            }
        });
    }

    private static BadInput notReady(CostExplorerException e) {
        return new BadInput(
                "AWS",
                "an account with Cost Explorer",
                "'" + e.awsErrorDetails().errorCode() + "'",
                "Open Cost Explorer once in the console of Billing; AWS has its data ready a day later");
    }

    @Override
    public void close() {
        costs.close();
    }
}
