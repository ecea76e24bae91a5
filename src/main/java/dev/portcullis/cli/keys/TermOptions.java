package dev.portcullis.cli.keys;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.portcullis.input.WrittenTime;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A virtual key's terms, as options of every command that sets them. The command does not check their values. */
public final class TermOptions {
    private static final String NONE = "none";

    @Option(names = "--day", paramLabel = "USD", description = "Budget a day, such as 2.5.")
    private @Nullable String day;

    @Option(names = "--month", paramLabel = "USD", description = "Budget a month.")
    private @Nullable String month;

    @Option(names = "--total", paramLabel = "USD", description = "Budget in total.")
    private @Nullable String total;

    @Option(names = "--unlimited", description = "No budget: only the gateway's caps hold.")
    private boolean unlimited;

    @Option(
            names = "--model",
            paramLabel = "PATTERN",
            description = "A model it may use, * for any characters; more than once for more (default: all).")
    private @Nullable List<String> models;

    @Option(
            names = "--capability",
            paramLabel = "WORD",
            description = "A capability it may use, such as chat; more than once for more (default: all).")
    private @Nullable List<String> capabilities;

    @Option(names = "--requests-per-minute", paramLabel = "N", description = "Requests a minute.")
    private @Nullable String requestsPerMinute;

    @Option(names = "--tokens-per-minute", paramLabel = "N", description = "Tokens a minute.")
    private @Nullable String tokensPerMinute;

    @Option(names = "--in-flight", paramLabel = "N", description = "Requests at once.")
    private @Nullable String inFlight;

    @Option(
            names = "--default-max-tokens",
            paramLabel = "N",
            description = "Longest answer to a request that names no bound (default: the model's or the gateway's).")
    private @Nullable String defaultMaxTokens;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "The time zone in which budgets reset (default: UTC).")
    private @Nullable String timeZone;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "The time at which it expires: 2027-01-01, an RFC 3339 time, or 30d from now.")
    private @Nullable String expires;

    /** The fields that were given, and no others, in the form of the admin API. */
    public JsonObject fields() {
        JsonObject fields = new JsonObject();
        JsonObject budgets = new JsonObject();
        text(budgets, "day", day);
        text(budgets, "month", month);
        text(budgets, "total", total);
        if (unlimited) {
            fields.addProperty("unlimited", true);
            fields.add("budgets", budgets.isEmpty() ? JsonNull.INSTANCE : budgets);
        } else if (!budgets.isEmpty()) {
            fields.add("budgets", budgets);
        }
        list(fields, "models", models);
        list(fields, "capabilities", capabilities);
        text(fields, "timeZone", timeZone);
        text(fields, "expiresAt", expiry());
        number(fields, "defaultMaxTokens", defaultMaxTokens);
        JsonObject limits = new JsonObject();
        number(limits, "requestsPerMinute", requestsPerMinute);
        number(limits, "tokensPerMinute", tokensPerMinute);
        number(limits, "inFlight", inFlight);
        if (!limits.isEmpty()) {
            fields.add("limits", limits);
        }
        return fields;
    }

    /** The gateway takes RFC 3339 alone, since a span means nothing to it. */
    private @Nullable String expiry() {
        return expires == null || expires.equals(NONE)
                ? expires
                : WrittenTime.ahead("--expires", expires, Clock.systemUTC().instant())
                        .toString();
    }

    private static void text(JsonObject object, String name, @Nullable String value) {
        if (value != null) {
            object.add(name, value.equals(NONE) ? JsonNull.INSTANCE : new JsonPrimitive(value));
        }
    }

    private static void number(JsonObject object, String name, @Nullable String value) {
        if (value != null && value.matches("[0-9]{1,18}")) {
            object.addProperty(name, Long.valueOf(value));
        } else {
            text(object, name, value);
        }
    }

    private static void list(JsonObject object, String name, @Nullable List<String> values) {
        if (values != null) {
            JsonArray array = new JsonArray();
            values.forEach(array::add);
            object.add(name, array);
        }
    }
}
