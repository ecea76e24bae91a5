package dev.portcullis.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.gate.answer.ModelTitle;
import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.shape.whole.Whole;
import dev.portcullis.input.Suggestion;
import dev.portcullis.policy.ApiShape;
import java.util.List;

/**
 * {@code /v1/models} from the catalogue, in OpenAI's form or in Anthropic's, each with what the model can do.
 */
final class ModelList {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Catalogue catalogue;
    private final List<Model> offered;

    ModelList(Catalogue catalogue, String geography) {
        this.catalogue = catalogue;
        this.offered =
                catalogue.offered(geography).stream().map(OfferedModel::model).toList();
    }

    /** Those that the key may use. */
    byte[] all(KeyTerms terms, boolean anthropic) {
        List<Model> shown = offered.stream()
                .filter(model -> terms.allowsModel(model.name()))
                .toList();
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        if (!anthropic) {
            list.put("object", "list");
        }
        ArrayNode data = list.putArray("data");
        shown.forEach(model -> data.add(one(model, anthropic)));
        if (anthropic) {
            list.put("has_more", false);
            list.put("first_id", shown.isEmpty() ? null : shown.get(0).name());
            list.put(
                    "last_id",
                    shown.isEmpty() ? null : shown.get(shown.size() - 1).name());
        }
        return bytes(list);
    }

    /** One model by its name or an alias. */
    byte[] one(KeyTerms terms, String id, boolean anthropic) throws Denied {
        Model model = catalogue
                .find(id)
                .filter(offered::contains)
                .filter(found -> terms.allowsModel(found.name()))
                .orElseThrow(() -> new Denied(
                        404,
                        "model_not_found",
                        "model: expected a model of this gateway, got '" + id + "'. " + nearest(terms, id)
                                + "GET /v1/models lists them"));
        return bytes(one(model, anthropic));
    }

    private String nearest(KeyTerms terms, String id) {
        List<String> names =
                offered.stream().map(Model::name).filter(terms::allowsModel).toList();
        return names.isEmpty()
                ? ""
                : "Nearest: " + Suggestion.byNearness(id, names).get(0) + ". ";
    }

    private static ObjectNode one(Model model, boolean anthropic) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node = anthropic
                ? node.put("type", "model")
                        .put("id", model.name())
                        .put("display_name", ModelTitle.of(model.name()))
                        .put("created_at", ModelTitle.since(model).toString())
                : node.put("id", model.name())
                        .put("object", "model")
                        .put("created", ModelTitle.since(model).getEpochSecond())
                        .put("owned_by", model.vendor())
                        .put("display_name", ModelTitle.of(model.name()));
        node.set("portcullis", abilities(model));
        return node;
    }

    /** Details for which neither API has a place, under a name that no SDK reads. */
    private static ObjectNode abilities(Model model) {
        ObjectNode abilities = JsonNodeFactory.instance.objectNode();
        abilities.put("kind", model.kind().word());
        ArrayNode can = abilities.putArray("can");
        model.capabilities().forEach(each -> can.add(each.word()));
        if (model.kind() == ModelKind.CHAT) {
            abilities.put("contextTokens", model.contextTokens()).put("outputTokens", model.outputTokens());
            model.defaultMaxTokens().ifPresent(tokens -> abilities.put("defaultMaxTokens", tokens));
            abilities.put("countsTokens", model.can(Capability.COUNT_TOKENS) ? "exactly" : "by estimate");
            ObjectNode schemas = abilities.putObject("structuredOutput");
            schemas.put("messages", schemas(ApiShape.ANTHROPIC_MESSAGES, model));
            schemas.put("chat", schemas(ApiShape.OPENAI_CHAT, model));
            schemas.put("responses", schemas(ApiShape.OPENAI_RESPONSES, model));
        }
        return abilities;
    }

    private static String schemas(ApiShape api, Model model) {
        boolean byTool = api != ApiShape.ANTHROPIC_MESSAGES || !model.vendor().equals("anthropic");
        return Whole.holdsSchemas(api, model)
                ? "native"
                : byTool && !model.can(Capability.TOOLS)
                        ? "none"
                        : byTool ? "asked for by a tool" : "asked for in the prompt";
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of models cannot be written", e);
        }
    }
}
