package dev.portcullis.operate.bill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * {@code GetCostAndUsage} of Cost Explorer, by day. Each rule has its source:
 *
 * <ul>
 *   <li>JSON 1.1 with the target {@code AWSInsightsIndexService.GetCostAndUsage}, signed for {@code ce} in us-east-1: the
 *       service model of the AWS SDK, and docs.aws.amazon.com/general/latest/gr/billing.html
 *   <li>{@code TimePeriod}, {@code Granularity} and {@code Metrics} are required, their values, at most two groups and
 *       their dimensions, {@code InvalidNextTokenException}, and that the end's day is left out and the start is not
 *       after today: docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html and
 *       API_DateInterval.html
 *   <li>"Start date (and hour) should be before end date (and hour)": elC0mpa/aws-doctor, issue 1
 *   <li>"end date past the beginning of next month": aws/aws-sdk-js, issue 2732
 *   <li>"To retrieve data beyond the past 14 months, your start date needs to be the first day of the month.":
 *       redhat-performance/cloud-governance, pull request 1011; days are kept for 14 months:
 *       docs.aws.amazon.com/cost-management/latest/userguide/ce-granularity.html
 *   <li>a value of a tag comes as {@code key$value} and as {@code key$} without one, and so does every cost while the tag is
 *       not active: docs.aws.amazon.com/cost-management/latest/userguide/ce-exploring-data.html
 *   <li>"User not enabled for cost explorer access" before somebody has opened it:
 *       docs.aws.amazon.com/cost-management/latest/userguide/ce-enable.html; the sentence stands in public issues only
 * </ul>
 *
 * The sentence about a start in the future and the size of a page are this stand-in's own.
 */
public final class CostExplorerStandIn implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> METRICS = Set.of(
            "AmortizedCost",
            "BlendedCost",
            "NetAmortizedCost",
            "NetUnblendedCost",
            "NormalizedUsageAmount",
            "UnblendedCost",
            "UsageQuantity");
    private static final Set<String> DIMENSIONS = Set.of(
            "AZ",
            "INSTANCE_TYPE",
            "LEGAL_ENTITY_NAME",
            "INVOICING_ENTITY",
            "LINKED_ACCOUNT",
            "OPERATION",
            "PLATFORM",
            "PURCHASE_TYPE",
            "SERVICE",
            "TENANCY",
            "RECORD_TYPE",
            "USAGE_TYPE");

    /** One cost: its day, service, the values of its tags, and dollars as AWS writes them. */
    public record Cost(LocalDate day, String service, Map<String, String> tags, String amount) {}

    public final List<Cost> costs = new ArrayList<>();
    /** The keys that are active as cost allocation tags. */
    public final Set<String> activeTags = new HashSet<>();
    /** How many requests it was asked, which is what AWS charges. */
    public final AtomicInteger asked = new AtomicInteger();
    /** Set: answers every call with this error and sentence. */
    public volatile Map.Entry<String, String> refusal = Map.entry("", "");
    /** How many days a page has. */
    public volatile int page = 500;

    private final Supplier<LocalDate> today;
    private final HttpServer server;

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    public CostExplorerStandIn(Supplier<LocalDate> today) throws IOException {
        this.today = today;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        int status = 200;
        ObjectNode body;
        try {
            body = answer(exchange);
        } catch (Refused e) {
            status = 400;
            body = JSON.createObjectNode().put("__type", e.code).put("message", e.getMessage());
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private ObjectNode answer(HttpExchange exchange) throws IOException, Refused {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String signature = exchange.getRequestHeaders().getFirst("authorization");
        if (signature == null) {
            throw new Refused("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (!signature.matches("AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/us-east-1/ce/aws4_request, .*")) {
            throw new Refused("InvalidSignatureException", "Credential should be scoped to a valid region.");
        }
        if (!"AWSInsightsIndexService.GetCostAndUsage"
                .equals(exchange.getRequestHeaders().getFirst("x-amz-target"))) {
            throw new Refused("UnknownOperationException", "");
        }
        if (!refusal.getKey().isEmpty()) {
            throw new Refused(refusal.getKey(), refusal.getValue());
        }
        return costAndUsage(request);
    }

    private ObjectNode costAndUsage(JsonNode request) throws Refused {
        for (String member : List.of("TimePeriod", "Granularity", "Metrics")) {
            check(request.hasNonNull(member), "1 validation error detected: Value null at '" + member + "'");
        }
        check(
                request.path("Granularity").asText().equals("DAILY"),
                "this stand-in has days alone, got " + request.path("Granularity"));
        check(!request.path("Metrics").isEmpty(), "Metrics must not be empty");
        for (JsonNode metric : request.path("Metrics")) {
            check(METRICS.contains(metric.asText()), "Invalid metric " + metric);
        }
        LocalDate start = day(request.path("TimePeriod").path("Start").asText());
        LocalDate end = day(request.path("TimePeriod").path("End").asText());
        check(start.isBefore(end), "Start date (and hour) should be before end date (and hour)");
        check(!start.isAfter(today.get()), "start date is in the future");
        check(!end.isAfter(today.get().withDayOfMonth(1).plusMonths(1)), "end date past the beginning of next month");
        check(
                !start.isBefore(today.get().minusMonths(14)),
                "To retrieve data beyond the past 14 months, your start date needs to be the first day of the month.");
        JsonNode groups = request.path("GroupBy");
        check(groups.size() <= 2, "Too many groups");
        for (JsonNode group : groups) {
            boolean isTag = group.path("Type").asText().equals("TAG");
            check(
                    isTag || DIMENSIONS.contains(group.path("Key").asText()),
                    "Invalid group " + group.path("Key").asText());
        }
        return paged(request, start, end, groups);
    }

    private ObjectNode paged(JsonNode request, LocalDate start, LocalDate end, JsonNode groups) throws Refused {
        LocalDate from = start;
        if (request.hasNonNull("NextPageToken")) {
            String token = request.path("NextPageToken").asText();
            if (!token.matches("page-\\d{4}-\\d{2}-\\d{2}")) {
                throw new Refused("InvalidNextTokenException", "The pagination token is invalid.");
            }
            from = LocalDate.parse(token.substring("page-".length()));
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.set("GroupDefinitions", groups);
        ArrayNode days = answer.putArray("ResultsByTime");
        LocalDate day = from;
        for (; day.isBefore(end) && day.isBefore(from.plusDays(page)); day = day.plusDays(1)) {
            ObjectNode result = days.addObject();
            result.putObject("TimePeriod")
                    .put("Start", day.toString())
                    .put("End", day.plusDays(1).toString());
            result.putObject("Total");
            groups(result.putArray("Groups"), day, groups, request.path("Metrics"));
            result.put("Estimated", !day.isBefore(today.get().minusDays(1)));
        }
        if (day.isBefore(end)) {
            answer.put("NextPageToken", "page-" + day);
        }
        return answer;
    }

    private void groups(ArrayNode into, LocalDate day, JsonNode groups, JsonNode metrics) {
        Map<List<String>, BigDecimal> sums = new LinkedHashMap<>();
        costs.stream().filter(cost -> cost.day().equals(day)).forEach(cost -> {
            List<String> keys = new ArrayList<>();
            groups.forEach(group -> keys.add(key(cost, group)));
            sums.merge(keys, new BigDecimal(cost.amount()), BigDecimal::add);
        });
        sums.forEach((keys, sum) -> {
            ObjectNode group = into.addObject();
            keys.forEach(group.putArray("Keys")::add);
            ObjectNode values = group.putObject("Metrics");
            metrics.forEach(metric -> values.putObject(metric.asText())
                    .put("Amount", sum.toString())
                    .put("Unit", "USD"));
        });
    }

    private String key(Cost cost, JsonNode group) {
        String key = group.path("Key").asText();
        if (!group.path("Type").asText().equals("TAG")) {
            return cost.service();
        }
        return key + "$" + (activeTags.contains(key) ? cost.tags().getOrDefault(key, "") : "");
    }

    private static LocalDate day(String text) throws Refused {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refused("ValidationException", "Value '" + text + "' failed to satisfy the pattern of a date");
        }
    }

    private static void check(boolean isRight, String message) throws Refused {
        if (!isRight) {
            throw new Refused("ValidationException", message);
        }
    }
}
