package dev.portcullis.docs;

import dev.portcullis.catalogue.BedrockId;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.Prices;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.input.YamlMap;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.settings.value.Usd;
import dev.portcullis.stackfile.Contract;
import dev.portcullis.stackfile.DeclaredKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/settings.md} and {@code docs/models.md} are those of {@code Pulumi.yaml} and of the catalogue. */
final class TablesTest {
    private static final Path MODELS = Path.of("config/models.yaml");
    private static final String IDENTITY_BEGINS = "gatewayStack";

    @Test
    void every_setting_is_listed_with_its_type_default_and_meaning() throws IOException {
        List<DeclaredKey> keys = Contract.read(Path.of("Pulumi.yaml"));
        List<String> names = keys.stream().map(DeclaredKey::name).toList();
        int split = names.indexOf(IDENTITY_BEGINS);

        GeneratedBlock.of("docs/settings.md", "settings")
                .check("\n### Of every stack\n\n" + settings(keys.subList(0, 1)) + "\n### Of a gateway stack\n\n"
                        + settings(keys.subList(1, split)) + "\n### Of an identity stack\n\n"
                        + settings(keys.subList(split, keys.size())) + "\n");
    }

    private static String settings(List<DeclaredKey> keys) {
        return "| setting | type | default | meaning |\n|---|---|---|---|\n"
                + keys.stream()
                        .map(key -> "| `" + key.name() + "` | " + key.type() + " | "
                                + key.defaultValue().map(TablesTest::shown).orElse("") + " | " + key.description()
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static String shown(Object value) {
        String text = value.toString();
        return text.isEmpty() || text.equals("[]") || text.equals("{}") ? "–" : "`" + text + "`";
    }

    @Test
    void every_model_is_listed_with_its_kind_price_and_abilities() throws IOException {
        Map<String, String> retires = retires();
        GeneratedBlock.of("docs/models.md", "models")
                .check(models().map(model -> "| `" + model.name() + "`"
                                + model.aliases().stream()
                                        .map(alias -> ", `" + alias + "`")
                                        .collect(Collectors.joining())
                                + " | " + model.kind().word() + " | " + prices(model) + " | "
                                + retires.getOrDefault(model.name(), "–") + " | "
                                + model.capabilities().stream()
                                        .sorted()
                                        .map(Capability::word)
                                        .collect(Collectors.joining(", "))
                                + " |\n")
                        .collect(Collectors.joining(
                                "", "| name, aliases | kind | price | retires | can |\n|---|---|---|---|---|\n", "")));
    }

    @Test
    void every_model_is_listed_with_the_regions_of_each_geography() throws IOException {
        GeneratedBlock.of("docs/models.md", "model-regions")
                .check(models().map(model -> "| `" + model.name() + "` | "
                                + model.bedrock().entrySet().stream()
                                        .map(entry -> "**" + entry.getKey() + "**" + regions(entry.getValue()))
                                        .collect(Collectors.joining("<br>"))
                                + " |\n")
                        .collect(Collectors.joining("", "| name | geographies and regions |\n|---|---|\n", "")));
    }

    @Test
    void every_retired_model_is_listed_with_its_successor() throws IOException {
        Problems problems = new Problems();
        YamlMap file = YamlFile.read(MODELS, problems).orElseThrow();
        GeneratedBlock.of("docs/models.md", "retired")
                .check(file.maps("retired").stream()
                        .map(model -> "| `" + model.text("name").orElseThrow() + "` | "
                                + model.text("retired").orElseThrow() + " | `"
                                + model.text("successor").orElseThrow() + "` |\n")
                        .collect(Collectors.joining("", "| name | retired on | successor |\n|---|---|---|\n", "")));
    }

    private static Stream<Model> models() {
        Problems problems = new Problems();
        Optional<Catalogue> catalogue = Catalogue.read(MODELS, ExampleStack.TODAY, problems);
        problems.throwIfAny();
        return catalogue.orElseThrow().models().stream();
    }

    /** The announced day, which the catalogue needs while it reads only. */
    private static Map<String, String> retires() {
        Problems problems = new Problems();
        Map<String, String> days = new TreeMap<>();
        YamlFile.read(MODELS, problems).orElseThrow().maps("models").forEach(model -> {
            if (model.has("retires")) {
                days.put(model.text("name").orElseThrow(), model.text("retires").orElseThrow());
            }
        });
        return days;
    }

    private static String regions(BedrockId id) {
        return (id.isProfile() ? " by a profile" : "")
                + (id.regions().isEmpty() ? "" : ": " + String.join(", ", id.regions()));
    }

    /** Geographies of one price stand together. */
    private static String prices(Model model) {
        Map<String, List<String>> byPrice = model.prices().entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> price(model.kind(), entry.getValue()),
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return byPrice.size() == 1
                ? byPrice.keySet().iterator().next()
                : byPrice.entrySet().stream()
                        .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
                        .collect(Collectors.joining("<br>"));
    }

    private static String price(ModelKind kind, Prices prices) {
        Function<Usd, String> dollars =
                price -> price.dollars().stripTrailingZeros().toPlainString();
        if (kind == ModelKind.IMAGE) {
            return dollars.apply(prices.image()) + " an image";
        }
        String standard = dollars.apply(prices.standard().input())
                + (kind == ModelKind.EMBEDDING
                        ? ""
                        : " / " + dollars.apply(prices.standard().output()));
        return prices.longContextAbove() == Long.MAX_VALUE
                ? standard
                : standard + ", above " + String.format(Locale.ROOT, "%,d", prices.longContextAbove())
                        + " tokens " + dollars.apply(prices.longContext().input()) + " / "
                        + dollars.apply(prices.longContext().output());
    }
}
