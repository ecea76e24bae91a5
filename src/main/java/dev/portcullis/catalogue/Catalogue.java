package dev.portcullis.catalogue;

import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.input.YamlMap;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code config/models.yaml}, read and found consistent as of one date. */
public final class Catalogue {
    private static final int LONGEST_ID = 200;

    private final List<Model> models;
    private final List<RetiredModel> retired;
    private final Map<String, Retirement> retiring;
    private final List<String> warnings;
    private final Optional<GuardrailPrices> guardrail;
    private final Map<String, Model> byName = new HashMap<>();

    Catalogue(
            List<Model> models,
            List<RetiredModel> retired,
            Map<String, Retirement> retiring,
            List<String> warnings,
            Optional<GuardrailPrices> guardrail) {
        this.guardrail = guardrail;
        this.models = List.copyOf(models);
        this.retired = List.copyOf(retired);
        this.retiring = Map.copyOf(retiring);
        this.warnings = List.copyOf(warnings);
        for (Model model : models) {
            byName.put(model.name(), model);
            model.aliases().forEach(alias -> byName.put(alias, model));
        }
    }

    /**
     * Empty when the file has any mistake; they are then all in {@code problems}.
     *
     * @param today decides which models are past their retirement, which is a mistake, and which are near it, which is
     *     a warning
     */
    public static Optional<Catalogue> read(Path file, LocalDate today, Problems problems) {
        return of(YamlFile.read(file, problems), today, problems);
    }

    static Optional<Catalogue> parse(String name, String text, LocalDate today, Problems problems) {
        return of(YamlFile.parse(name, text, problems), today, problems);
    }

    private static Optional<Catalogue> of(Optional<YamlMap> yaml, LocalDate today, Problems problems) {
        return yaml.flatMap(map -> new CatalogueReader(map, today, problems).read());
    }

    /** All models in file order, whatever the geography. */
    public List<Model> models() {
        return models;
    }

    /**
     * The models that a stack can use, in file order.
     *
     * @param geography {@code us}, {@code eu}, {@code apac}, {@code jp}, {@code au} or {@code global}
     */
    public List<OfferedModel> offered(String geography) {
        String known = Geographies.known(geography);
        return models.stream().flatMap(model -> offer(model, known).stream()).toList();
    }

    /** Names and aliases are case-sensitive. The vendor's dated id and Bedrock's regional one stand for the name. */
    public Optional<Model> find(String nameOrAlias) {
        Model exact = byName.get(nameOrAlias);
        return exact != null || nameOrAlias.length() > LONGEST_ID
                ? Optional.ofNullable(exact)
                : Optional.ofNullable(byName.get(VendorName.bare(nameOrAlias)));
    }

    /** The entry of a model that is gone; its {@link RetiredModel#successor()} is always one of {@link #models()}. */
    public Optional<RetiredModel> retired(String nameOrBedrockId) {
        return retired.stream()
                .filter(model -> model.name().equals(nameOrBedrockId)
                        || model.bedrockId().equals(nameOrBedrockId))
                .findFirst();
    }

    /** The announced end of a model of {@link #models()}; empty while none is announced. */
    public Optional<Retirement> retirement(Model model) {
        return Optional.ofNullable(retiring.get(model.name()));
    }

    /** The first day on which the file reads as it does today: when the last of its retired models went. */
    public LocalDate validSince() {
        return retired.stream()
                .map(RetiredModel::retired)
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.EPOCH);
    }

    /** One sentence for each model that retires within 90 days. */
    public List<String> warnings() {
        return warnings;
    }

    /** The prices of a guardrail; empty in a table that has none. */
    public Optional<GuardrailPrices> guardrail() {
        return guardrail;
    }

    private static Optional<OfferedModel> offer(Model model, String geography) {
        BedrockId id = model.bedrock().get(geography);
        Prices prices = model.prices().get(geography);
        return id == null || prices == null ? Optional.empty() : Optional.of(new OfferedModel(model, id, prices));
    }
}
