package dev.portcullis.infra.stack;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Model;
import dev.portcullis.input.Problems;
import dev.portcullis.input.Suggestion;
import dev.portcullis.policy.Route;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.Client;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.ModelPattern;
import java.util.List;

/** Holds the names in declared keys against the tables, as the gate does at its start: there it would be too late. */
final class DeclaredKeyNames {
    private DeclaredKeyNames() {}

    /** @param enabled the routes that the stack has left on */
    static void check(Settings settings, Catalogue catalogue, Routes enabled, Problems problems) {
        List<String> models = catalogue.models().stream().map(Model::name).toList();
        List<String> capabilities = enabled.all().stream()
                .map(Route::capability)
                .distinct()
                .sorted()
                .toList();
        for (Client client : settings.clients()) {
            String where = "portcullis:clients." + client.name().value() + ".key.";
            client.key().ifPresent(key -> {
                key.models().stream()
                        .filter(pattern -> models.stream().noneMatch(name -> ModelPattern.matches(pattern, name)))
                        .forEach(pattern -> problems.add(
                                where + "models",
                                "a pattern that fits a model of the catalogue",
                                "'" + pattern + "'",
                                Suggestion.remedy(pattern, models)));
                key.capabilities().stream()
                        .filter(word -> !capabilities.contains(word))
                        .forEach(word -> problems.add(
                                where + "capabilities",
                                "a capability of this gateway",
                                "'" + word + "'",
                                Suggestion.remedy(word, capabilities)));
            });
        }
    }
}
