package dev.portcullis.plan;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.cost.MonthlyCost;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.settings.SpendSettings;
import dev.portcullis.settings.value.Usd;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;

/**
 * The plan for machines: {@code stack, resources[], outputs, asked[], cost, limits, edgeRules[], promises[], warnings[]}.
 * Dollars are decimal texts, so that no reader turns them into floating point unasked.
 */
public final class PlanJson {
    private PlanJson() {}

    public static JsonObject of(Plan plan) {
        JsonObject json = new JsonObject();
        json.addProperty("stack", plan.blueprint().stackName());
        JsonArray resources = new JsonArray();
        plan.declared().resources().forEach(resource -> resources.add(resource(resource)));
        json.add("resources", resources);
        json.add("outputs", plan.declared().outputs());
        json.add("asked", texts(plan.declared().asked()));
        json.add("cost", cost(plan));
        plan.gateway().ifPresent(gateway -> json.add("limits", limits(gateway)));
        json.add("edgeRules", edgeRules(plan));
        JsonArray promises = new JsonArray();
        plan.promises().forEach(outcome -> promises.add(promise(outcome)));
        json.add("promises", promises);
        json.add("warnings", texts(plan.warnings()));
        return json;
    }

    private static JsonObject resource(RecordedResource resource) {
        JsonObject json = new JsonObject();
        json.addProperty("urn", resource.urn());
        json.addProperty("type", resource.type());
        json.addProperty("name", resource.name());
        json.addProperty("parent", resource.parent());
        json.addProperty("protect", resource.protect());
        json.addProperty("retainOnDelete", resource.retainOnDelete());
        json.add("dependsOn", texts(resource.dependsOn()));
        json.add("ignoreChanges", texts(resource.ignoreChanges()));
        json.add("inputs", resource.inputs());
        return json;
    }

    private static JsonElement cost(Plan plan) {
        if (plan.cost().isEmpty()) {
            return JsonNull.INSTANCE;
        }
        MonthlyCost cost = plan.cost().get();
        JsonObject json = new JsonObject();
        json.addProperty("currency", "USD");
        json.addProperty("asOf", plan.pricesAsOf().toString());
        // Only whole sums are written: a part of one would look like a saving beside an earlier plan.
        if (cost.isComplete()) {
            json.addProperty("monthlyRunning", dollars(cost.running()));
            json.addProperty("monthlyStopped", dollars(cost.stopped()));
        }
        JsonArray lines = new JsonArray();
        cost.lines().forEach(line -> {
            JsonObject item = new JsonObject();
            item.addProperty("what", line.what());
            item.addProperty("running", dollars(line.running()));
            item.addProperty("stopped", dollars(line.stopped()));
            lines.add(item);
        });
        json.add("lines", lines);
        JsonArray extras = new JsonArray();
        cost.extras().forEach(extra -> {
            JsonObject item = new JsonObject();
            item.addProperty("what", extra.what());
            item.addProperty("price", dollars(extra.price()));
            extras.add(item);
        });
        json.add("extras", extras);
        json.add("unpriced", texts(cost.unpriced()));
        json.add("perMillionTokens", models(plan));
        return json;
    }

    private static JsonArray models(Plan plan) {
        JsonArray models = new JsonArray();
        for (OfferedModel offered : plan.models()) {
            JsonObject item = new JsonObject();
            item.addProperty("model", offered.model().name());
            item.addProperty(
                    "input", offered.prices().standard().input().dollars().toPlainString());
            item.addProperty(
                    "output", offered.prices().standard().output().dollars().toPlainString());
            models.add(item);
        }
        return models;
    }

    private static JsonObject limits(Blueprint gateway) {
        SpendSettings spend = gateway.settings().spend();
        JsonObject json = new JsonObject();
        json.addProperty("capDayUsd", spend.capDayUsd().decimal());
        json.addProperty("capMonthUsd", spend.capMonthUsd().decimal());
        json.addProperty("warnModelsDayUsd", spend.warnModelsDayUsd().decimal());
        json.addProperty("warnAccountMonthUsd", spend.warnAccountMonthUsd().decimal());
        json.addProperty("breakerUsd", spend.breakerUsd().decimal());
        gateway.settings()
                .models()
                .guardrail()
                .flatMap(any -> gateway.catalogue().guardrail())
                .ifPresent(prices -> json.addProperty(
                        "guardrailUsdPerThousandTextUnits", prices.most(1_000).decimal()));
        return json;
    }

    private static JsonArray edgeRules(Plan plan) {
        JsonArray rules = new JsonArray();
        plan.gateway().map(gateway -> gateway.rules().rules()).orElse(List.of()).forEach(rule -> {
            JsonObject item = new JsonObject();
            item.addProperty("ref", rule.ref());
            item.addProperty("action", "block");
            item.addProperty("expression", rule.expression().render());
            rules.add(item);
        });
        return rules;
    }

    private static JsonObject promise(Promise.Outcome outcome) {
        JsonObject json = new JsonObject();
        json.addProperty("promise", outcome.sentence());
        json.addProperty("holds", outcome.state() == Promise.PromiseState.HOLDS);
        json.addProperty("state", outcome.state().word());
        if (outcome.state() == Promise.PromiseState.NOT_ASKED) {
            json.addProperty("notAsked", outcome.notAsked());
        }
        json.add("brokenBy", texts(outcome.brokenBy()));
        return json;
    }

    /** Whole cents: the price list is not more exact than that. */
    static String dollars(Usd amount) {
        return amount.dollars().setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static JsonArray texts(Collection<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
