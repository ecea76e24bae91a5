package dev.portcullis.cli.models;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.Prices;
import dev.portcullis.catalogue.TokenPrices;
import java.util.Map;

/** One model for machines; amounts are text, so that no reader rounds them. */
final class ModelJson {
    private ModelJson() {}

    static JsonObject of(Catalogue catalogue, Model model, Map<String, Prices> prices) {
        JsonObject json = new JsonObject();
        json.addProperty("name", model.name());
        JsonArray aliases = new JsonArray();
        model.aliases().forEach(aliases::add);
        json.add("aliases", aliases);
        json.addProperty("vendor", model.vendor());
        json.addProperty("kind", model.kind().word());
        json.addProperty("contextTokens", model.contextTokens());
        json.addProperty("outputTokens", model.outputTokens());
        JsonArray capabilities = new JsonArray();
        model.capabilities().stream().sorted().map(Capability::word).forEach(capabilities::add);
        json.add("capabilities", capabilities);
        JsonObject byGeography = new JsonObject();
        prices.forEach((geography, price) -> byGeography.add(geography, price(price)));
        json.add("prices", byGeography);
        catalogue.retirement(model).ifPresent(end -> {
            json.addProperty("retires", end.day().toString());
            json.addProperty("successor", end.successor());
        });
        return json;
    }

    private static JsonObject price(Prices prices) {
        JsonObject json = tokens(prices.standard());
        json.addProperty("image", prices.image().decimal());
        if (prices.longContextAbove() != Long.MAX_VALUE) {
            json.addProperty("longContextAbove", prices.longContextAbove());
            json.add("longContext", tokens(prices.longContext()));
        }
        return json;
    }

    private static JsonObject tokens(TokenPrices prices) {
        JsonObject json = new JsonObject();
        json.addProperty("input", prices.input().decimal());
        json.addProperty("output", prices.output().decimal());
        json.addProperty("cacheRead", prices.cacheRead().decimal());
        json.addProperty("cacheWrite5m", prices.cacheWrite5m().decimal());
        json.addProperty("cacheWrite1h", prices.cacheWrite1h().decimal());
        return json;
    }
}
