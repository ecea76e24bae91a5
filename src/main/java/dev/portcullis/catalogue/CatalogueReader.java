package dev.portcullis.catalogue;

import dev.portcullis.input.Problems;
import dev.portcullis.input.Suggestion;
import dev.portcullis.input.YamlMap;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the file as a whole: the models one by one, then what must hold between them. */
final class CatalogueReader {
    private final YamlMap yaml;
    private final LocalDate today;
    private final Problems problems;
    private final List<Model> models = new ArrayList<>();
    private final List<RetiredModel> retired = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Retirement> retiring = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    CatalogueReader(YamlMap yaml, LocalDate today, Problems problems) {
        this.yaml = yaml;
        this.today = today;
        this.problems = problems;
    }

    Optional<Catalogue> read() {
        int before = problems.all().size();
        Map<String, List<String>> regionSets = new LinkedHashMap<>();
        yaml.map("regionSets").ifPresent(sets -> sets.keys().forEach(set -> regionSets.put(set, sets.texts(set))));
        List<YamlMap> modelMaps = yaml.maps("models");
        List<YamlMap> retiredMaps = yaml.maps("retired");
        Optional<GuardrailPrices> guardrail = yaml.map("guardrail").map(PriceReader::guardrail);
        yaml.refuseOthers();
        if (modelMaps.isEmpty()) {
            problems.add(yaml.where("models"), "at least one model", "none", "List the models below 'models:'");
        }
        modelMaps.forEach(map -> readModel(map, regionSets));
        retiredMaps.forEach(this::readRetired);
        Set<String> names = models.stream().map(Model::name).collect(Collectors.toSet());
        modelMaps.forEach(map -> checkSuccessor(map, names));
        retiredMaps.forEach(map -> checkSuccessor(map, names));
        return problems.all().size() > before
                ? Optional.empty()
                : Optional.of(new Catalogue(models, retired, retiring, warnings, guardrail));
    }

    private void readModel(YamlMap map, Map<String, List<String>> regionSets) {
        Model model = new ModelReader(map, regionSets, problems).read();
        Optional<LocalDate> retires = map.optionalValue("retires", "a date such as 2027-01-31", LocalDate::parse);
        Optional<String> successor = map.optionalText("successor");
        map.refuseOthers();
        claim(map, "name", model.name());
        model.aliases().forEach(alias -> claim(map, "aliases", alias));
        models.add(model);
        if (map.has("retires") != map.has("successor")) {
            problems.addPlain(
                    map.where(map.has("retires") ? "retires" : "successor"),
                    "'retires' and 'successor' need each other",
                    "Add the other one or remove this one");
        }
        retires.ifPresent(date -> checkRetirement(map, model.name(), date, successor.orElse("")));
    }

    private void checkRetirement(YamlMap map, String name, LocalDate retires, String successor) {
        long days = ChronoUnit.DAYS.between(today, retires);
        Retirement retirement = new Retirement(retires, successor);
        retiring.put(name, retirement);
        if (days <= 0) {
            problems.add(
                    map.where("retires"),
                    "a model that is still served on " + today,
                    "'" + name + "', which retired on " + retires,
                    "Move it to 'retired'; its successor is '" + successor + "'");
        } else if (retirement.isNear(today)) {
            warnings.add("Model '" + name + "' retires on " + retires + ", in " + days + (days == 1 ? " day" : " days")
                    + ". Its successor is '" + successor + "'");
        }
    }

    private void readRetired(YamlMap map) {
        RetiredModel model = new RetiredModel(
                map.text("name").orElse(""),
                map.text("id").orElse(""),
                map.value("retired", "a date such as 2026-09-30", LocalDate::parse)
                        .orElse(today),
                map.text("successor").orElse(""));
        map.refuseOthers();
        claim(map, "name", model.name());
        if (model.retired().isAfter(today)) {
            problems.add(
                    map.where("retired"),
                    "a date that has passed on " + today,
                    "'" + model.retired() + "'",
                    "Keep it under 'models' with 'retires' until then");
        }
        retired.add(model);
    }

    private void claim(YamlMap map, String key, String name) {
        if (!name.isEmpty() && !taken.add(name)) {
            problems.add(
                    map.where(key),
                    "a name that no other model or alias has",
                    "'" + name + "' again",
                    "Rename one of the two");
        }
    }

    private void checkSuccessor(YamlMap map, Set<String> names) {
        map.optionalText("successor")
                .filter(successor -> !names.contains(successor))
                .ifPresent(successor -> problems.add(
                        map.where("successor"),
                        "the name of a model of this file",
                        "'" + successor + "'",
                        Suggestion.remedy(successor, names)));
    }
}
