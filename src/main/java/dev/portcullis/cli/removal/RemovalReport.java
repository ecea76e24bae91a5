package dev.portcullis.cli.removal;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.cost.PriceList;
import dev.portcullis.removal.Remains;
import dev.portcullis.removal.Removal;
import dev.portcullis.settings.value.Usd;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows what goes, what stays and its price, to people and to machines. */
final class RemovalReport {
    /** How far the removal came. */
    enum Outcome {
        SHOWN,
        DONE,
        LEFT
    }

    private final String stack;
    private final Removal removal;
    private final PriceList prices;
    private final List<Remains> remains;

    RemovalReport(String stack, Removal removal, PriceList prices, String region) {
        this.stack = stack;
        this.removal = removal;
        this.prices = prices;
        this.remains = removal.remains(prices, region);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        if (removal.isNothingLeft()) {
            return text.append("stack ")
                    .append(stack)
                    .append(": nothing is left of it. Remove its name with: pulumi stack rm ")
                    .append(stack)
                    .append('\n')
                    .toString();
        }
        List<String> going = removal.going();
        text.append("stack ").append(stack).append(": ").append(going.size()).append(" resources go\n");
        if (!removal.goingForGood().isEmpty()) {
            text.append("\nData that goes for good:\n");
            removal.goingForGood()
                    .forEach(line -> text.append("  ").append(line).append('\n'));
        }
        Table table = new Table("STAYS", "A MONTH", "");
        remains.forEach(one -> table.row(
                one.name().isEmpty() ? "-" : one.name(),
                money(one.month()),
                one.description() + (one.isInState() ? "" : " (no longer in the state)")));
        text.append('\n').append(table.render());
        text.append(String.format("Costs in all: %s a month, list prices of %s%n", money(sum()), prices.asOf()));
        text.append(removal.dump()).append('\n');
        if (!removal.unknown().isEmpty()) {
            text.append("Not in the state, so removed before or mistyped: ")
                    .append(String.join(", ", removal.unknown()))
                    .append('\n');
        }
        if (!removal.pending().isEmpty()) {
            text.append("An interrupted update was working on these; check them by hand afterwards: ")
                    .append(String.join(", ", removal.pending()))
                    .append('\n');
        }
        return text.toString();
    }

    String json(Outcome outcome) {
        JsonObject json = new JsonObject();
        json.addProperty("stack", stack);
        json.addProperty("outcome", outcome.name().toLowerCase(Locale.ROOT));
        json.add("goes", array(removal.going()));
        json.add("goesForGood", array(removal.goingForGood()));
        JsonArray stays = new JsonArray();
        remains.forEach(one -> {
            JsonObject item = new JsonObject();
            item.addProperty("name", one.name());
            item.addProperty("description", one.description());
            item.addProperty("inState", one.isInState());
            one.month()
                    .ifPresentOrElse(
                            price -> item.addProperty("monthUsd", price.dollars()),
                            () -> item.add("monthUsd", JsonNull.INSTANCE));
            stays.add(item);
        });
        json.add("stays", stays);
        sum().ifPresentOrElse(
                        price -> json.addProperty("monthUsd", price.dollars()),
                        () -> json.add("monthUsd", JsonNull.INSTANCE));
        json.addProperty("pricesAsOf", prices.asOf().toString());
        json.addProperty("dump", removal.dump());
        json.add("unknown", array(removal.unknown()));
        json.add("pending", array(removal.pending()));
        return Shown.json(json) + "\n";
    }

    /** Empty unless every part has a price: a part of the sum would look like the whole. */
    private Optional<Usd> sum() {
        return remains.stream()
                .map(Remains::month)
                .reduce(Optional.of(Usd.ZERO), (all, one) -> all.flatMap(left -> one.map(left::plus)));
    }

    private static String money(Optional<Usd> price) {
        return price.map(known ->
                        "$" + known.dollars().setScale(2, RoundingMode.UP).toPlainString())
                .orElse("unknown");
    }

    private static JsonArray array(List<String> words) {
        JsonArray array = new JsonArray();
        words.forEach(array::add);
        return array;
    }
}
