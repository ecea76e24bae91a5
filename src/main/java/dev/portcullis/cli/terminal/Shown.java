package dev.portcullis.cli.terminal;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of the gateway's answers as a person reads them. */
public final class Shown {
    private Shown() {}

    public static String json(JsonElement json) {
        return new GsonBuilder()
                .setPrettyPrinting()
                .serializeNulls()
                .disableHtmlEscaping()
                .create()
                .toJson(json);
    }

    public static List<JsonObject> items(JsonObject list) {
        return list.getAsJsonArray("items").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** A dash for what is not there. */
    public static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null || value.isJsonNull() ? "-" : value.getAsString();
    }

    public static String words(JsonObject object, String name) {
        return object.getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsString)
                .collect(Collectors.joining(", "));
    }

    /** Such as {@code $2.5 a day, $40 a month}. */
    public static String budgets(JsonObject key) {
        String budgets = key.getAsJsonObject("budgets").entrySet().stream()
                .map(budget -> "$" + budget.getValue().getAsString()
                        + (budget.getKey().equals("total") ? " in total" : " a " + budget.getKey()))
                .collect(Collectors.joining(", "));
        return budgets.isEmpty() ? "unlimited" : budgets;
    }
}
