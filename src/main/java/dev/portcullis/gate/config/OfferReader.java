package dev.portcullis.gate.config;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.GuardrailPrices;
import dev.portcullis.gate.config.GateConfig.Offer;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlMap;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.value.Geography;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of the gate's file that says which routes and models callers reach. */
final class OfferReader {
    private final YamlMap file;
    private final Path folder;
    private final Problems problems;

    OfferReader(YamlMap file, Path folder, Problems problems) {
        this.file = file;
        this.folder = folder;
        this.problems = problems;
    }

    Optional<Offer> read() {
        Optional<LocalDate> asOf = file.value("asOf", "a date such as 2026-11-21", LocalDate::parse);
        Optional<Routes> all = FilePath.existing(file, "routes", folder).flatMap(path -> Routes.read(path, problems));
        Set<String> disabled = Set.copyOf(file.texts("disabledCapabilities"));
        Optional<Path> models = FilePath.existing(file, "models", folder);
        Optional<Catalogue> catalogue =
                asOf.flatMap(date -> models.flatMap(path -> Catalogue.read(path, date, problems)));
        Optional<String> geography = file.value("geography", "one of " + geographies(), OfferReader::geography);
        Optional<Routes> enabled = all.map(routes -> routes.without(disabled, problems));
        boolean guarded = file.optionalValue("guarded", "true or false", OfferReader::bool)
                .orElse(false);
        return enabled.flatMap(routes -> catalogue.flatMap(known ->
                geography.map(word -> new Offer(routes, known, word, guarded ? priced(known) : Optional.empty()))));
    }

    /** A guardrail without a price would be free for every caller. */
    private Optional<GuardrailPrices> priced(Catalogue catalogue) {
        if (catalogue.guardrail().isEmpty()) {
            problems.addPlain(
                    file.where("guarded"),
                    "the table of models has no prices of a guardrail",
                    "Add 'guardrail' to the table, or remove 'guarded'");
        }
        return catalogue.guardrail();
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("not a boolean: " + text);
        }
        return text.equals("true");
    }

    private static String geographies() {
        return Arrays.stream(Geography.values()).map(Geography::word).collect(Collectors.joining(", "));
    }

    private static String geography(String text) {
        return Arrays.stream(Geography.values())
                .map(Geography::word)
                .filter(text::equals)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a geography: " + text));
    }
}
