package dev.portcullis.cli.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.operate.bill.Bill;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bill as text, as CSV and as JSON. */
record BillView(String stack, Bill bill) {
    private static final BigDecimal REQUEST = new BigDecimal("0.01");
    /** Many services cost less than a cent a day. */
    private static final int TEXT_SCALE = 4;

    String text() {
        Table services = new Table("SERVICE", "COST");
        bill.byService().forEach((service, cost) -> services.row(service, dollars(cost)));
        Table days = new Table("DAY", "COST");
        bill.byDay().forEach((day, cost) -> days.row(day.toString(), dollars(cost)));
        return services.render() + "\n" + days.render() + "\n" + dollars(bill.total()) + " for " + whose() + ", from "
                + bill.since() + " to " + bill.until() + " (UTC)\n" + notes();
    }

    private String whose() {
        return bill.isOfStack() ? "stack " + stack : "the whole account";
    }

    private String notes() {
        String tag = bill.isOfStack()
                ? "Model calls carry no tag and are not in it: ./portcullis spend daily has them.\n"
                : """
                  No cost of these days carries the tag portcullis:stack, so this is the
                  whole account with its model calls. Activate the tag under Cost allocation
                  tags in the console of Billing: AWS marks the costs from the next day on.
                  """;
        return tag
                + (bill.isEstimated() ? "AWS still estimates: the last days may grow.\n" : "")
                + "AWS charges " + asked().toPlainString() + " USD for this answer.\n";
    }

    String csv() {
        return Stream.concat(
                        Stream.of("day,service,cost"),
                        bill.rows().stream()
                                .map(row -> row.day() + ",\"" + row.service().replace("\"", "\"\"") + "\","
                                        + plain(row.cost())))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    String json() {
        JsonObject json = new JsonObject();
        json.addProperty("stack", stack);
        json.addProperty("scope", bill.isOfStack() ? "stack" : "account");
        json.addProperty("since", bill.since().toString());
        json.addProperty("until", bill.until().toString());
        json.addProperty("timeZone", "UTC");
        json.addProperty("estimated", bill.isEstimated());
        JsonArray items = new JsonArray();
        bill.rows().forEach(row -> {
            JsonObject item = new JsonObject();
            item.addProperty("day", row.day().toString());
            item.addProperty("service", row.service());
            item.addProperty("cost", plain(row.cost()));
            items.add(item);
        });
        json.add("items", items);
        json.addProperty("total", plain(bill.total()));
        json.addProperty("requestCost", asked().toPlainString());
        return Shown.json(json) + "\n";
    }

    private BigDecimal asked() {
        return REQUEST.multiply(BigDecimal.valueOf(bill.requests()));
    }

    private static String dollars(BigDecimal cost) {
        return (cost.signum() < 0 ? "-$" : "$")
                + cost.abs().setScale(TEXT_SCALE, RoundingMode.HALF_UP).toPlainString();
    }

    private static String plain(BigDecimal cost) {
        return cost.stripTrailingZeros().toPlainString();
    }
}
