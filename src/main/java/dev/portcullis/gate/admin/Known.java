package dev.portcullis.gate.admin;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Model;
import dev.portcullis.policy.Route;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.ModelPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names that a key's terms can use: this gateway's clients, models and capabilities. */
record Known(Set<ClientName> clients, Catalogue catalogue, Routes routes) {

    Optional<ClientName> client(String name) {
        return clients.stream().filter(client -> client.value().equals(name)).findFirst();
    }

    List<String> clientNames() {
        return clients.stream().map(ClientName::value).sorted().toList();
    }

    boolean fitsAModel(String pattern) {
        return models().stream().anyMatch(name -> ModelPattern.matches(pattern, name));
    }

    List<String> models() {
        return catalogue.models().stream().map(Model::name).toList();
    }

    /** Names that people write for models: their own, and the beginnings of those up to a hyphen. */
    List<String> patterns() {
        Stream<String> beginnings = models().stream()
                .flatMap(name -> IntStream.range(0, name.length())
                        .filter(i -> name.charAt(i) == '-')
                        .mapToObj(i -> name.substring(0, i + 1) + "*"));
        return Stream.concat(models().stream(), beginnings).distinct().toList();
    }

    List<String> capabilities() {
        return routes.all().stream().map(Route::capability).distinct().sorted().toList();
    }
}
