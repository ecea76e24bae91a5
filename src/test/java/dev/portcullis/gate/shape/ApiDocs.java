package dev.portcullis.gate.shape;

import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.docs.GeneratedBlock;
import dev.portcullis.gate.shape.whole.BetaRule;
import dev.portcullis.gate.shape.whole.Whole;
import dev.portcullis.gate.shape.whole.WholeRule;
import dev.portcullis.policy.ApiShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The generated tables of {@code docs/api.md}, made by the gate's own rebuilding of every sample. */
final class ApiDocs {
    static final Path PAGE = Path.of("docs/api.md");

    private ApiDocs() {}

    /** Writes them anew. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, String> table : tables().entrySet()) {
            new GeneratedBlock(PAGE, table.getKey()).write(table.getValue());
        }
    }

    /** By the name of the block. */
    static Map<String, String> tables() throws IOException {
        Map<String, String> tables = new TreeMap<>();
        tables.put("rules", rules());
        tables.put("betas", betas());
        tables.put("abilities", abilities());
        for (Map.Entry<ApiShape, String> api : Scene.FILES.entrySet()) {
            tables.put("fields-" + api.getValue(), fields(api.getKey()));
        }
        return tables;
    }

    private static String rules() {
        StringBuilder table = new StringBuilder("| what a body has | what becomes of it |\n|---|---|\n");
        for (WholeRule rule : WholeRule.values()) {
            table.append("| " + rule.concerns() + " | " + rule.outcome() + " |\n");
        }
        return table.toString();
    }

    private static String abilities() {
        StringBuilder table = new StringBuilder(
                "| model | can | JSON schema held in messages | in chat and responses |\n|---|---|---|---|\n");
        for (OfferedModel offered : AtGate.CATALOGUE.offered("us")) {
            Model model = offered.model();
            if (model.kind() == dev.portcullis.catalogue.ModelKind.CHAT) {
                table.append("| `" + model.name() + "` | "
                        + model.capabilities().stream().map(Capability::word).collect(Collectors.joining(", "))
                        + " | " + yes(Whole.holdsSchemas(ApiShape.ANTHROPIC_MESSAGES, model)) + " | "
                        + yes(Whole.holdsSchemas(ApiShape.OPENAI_CHAT, model)) + " |\n");
            }
        }
        return table.toString();
    }

    private static String yes(boolean holds) {
        return holds ? "yes" : "no";
    }

    private static String betas() {
        StringBuilder table = new StringBuilder("| field | beta |\n|---|---|\n");
        for (BetaRule rule : BetaRule.values()) {
            table.append("| " + rule.field() + " | `" + rule.beta() + "` |\n");
        }
        return table.toString();
    }

    private static String fields(ApiShape api) throws IOException {
        Map<String, Map<String, FieldFate>> fates = fates(api);
        Map<String, List<String>> fields = new TreeMap<>();
        fates.forEach((path, byModel) -> fields.computeIfAbsent(told(api, path, byModel), first -> new ArrayList<>())
                .add("`" + path + "`"));
        StringBuilder table = new StringBuilder("| fields | what becomes of them |\n|---|---|\n");
        fields.forEach((told, paths) -> table.append("| " + String.join(", ", paths) + " | " + told + " |\n"));
        return table.toString();
    }

    /** By path and the model's name: the best that any sample shows. */
    private static Map<String, Map<String, FieldFate>> fates(ApiShape api) throws IOException {
        Map<String, Map<String, FieldFate>> fates = new TreeMap<>();
        for (Scene scene : Scene.of(api)) {
            for (Model model : models(scene)) {
                for (FieldFate fate : AtGate.of(scene, model, 100_001).fates()) {
                    if (!fate.leaf().path().equals("model")) {
                        fates.computeIfAbsent(fate.leaf().path(), first -> new TreeMap<>())
                                .merge(
                                        model.name(),
                                        fate,
                                        (one, other) -> one.word().compareTo(other.word()) <= 0 ? one : other);
                    }
                }
            }
        }
        return fates;
    }

    private static List<Model> models(Scene scene) {
        return AtGate.CATALOGUE.offered("us").stream()
                .map(OfferedModel::model)
                .filter(scene::concerns)
                .toList();
    }

    private static String told(ApiShape api, String path, Map<String, FieldFate> byModel) {
        Map<String, List<String>> models = new TreeMap<>();
        byModel.forEach((model, fate) -> models.computeIfAbsent(words(api, path, fate), first -> new ArrayList<>())
                .add(model));
        if (models.size() == 1) {
            return models.keySet().iterator().next();
        }
        return models.entrySet().stream()
                .map(each -> each.getKey() + ": " + named(each.getValue(), byModel.keySet()))
                .collect(Collectors.joining("<br>"));
    }

    private static String words(ApiShape api, String path, FieldFate fate) {
        return switch (fate.word()) {
            case PASSES ->
                "goes on"
                        + FieldTranslation.toldOf(api, path)
                                .map(found -> " (as it is, or as " + found.reason() + ")")
                                .orElse("");
            case TRANSLATED -> "goes on as: " + fate.detail();
            case NAMED -> "left out, and named as `" + fate.detail() + "`";
            case REFUSED -> "refused with `" + fate.detail() + "`";
            case SILENT -> "lost";
        };
    }

    /** A vendor's name stands for all of its models. */
    private static String named(List<String> some, Set<String> all) {
        Map<String, List<String>> vendors = new TreeMap<>();
        for (OfferedModel offered : AtGate.CATALOGUE.offered("us")) {
            if (all.contains(offered.model().name())) {
                vendors.computeIfAbsent(offered.model().vendor(), first -> new ArrayList<>())
                        .add(offered.model().name());
            }
        }
        List<String> whole = new ArrayList<>();
        TreeSet<String> single = new TreeSet<>();
        vendors.forEach((vendor, models) -> {
            if (some.containsAll(models)) {
                whole.add(vendor);
            } else {
                models.stream().filter(some::contains).forEach(single::add);
            }
        });
        whole.addAll(single);
        return String.join(", ", whole);
    }
}
