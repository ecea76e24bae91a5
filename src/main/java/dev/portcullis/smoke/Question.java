package dev.portcullis.smoke;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.probe.PaidQuestion;
import dev.portcullis.settings.value.Geography;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses the completion that costs least among what a key may use. */
public final class Question {
    private Question() {}

    /**
     * Priced at the dearest geography that offers the model, since a caller cannot know the gateway's.
     *
     * @param usable names of models
     */
    public static Optional<PaidQuestion> cheapest(Catalogue catalogue, Collection<String> usable) {
        Map<String, List<PaidQuestion>> byModel = Stream.of(Geography.values())
                .flatMap(geography -> catalogue.offered(geography.word()).stream())
                .filter(offered -> offered.model().kind() == ModelKind.CHAT)
                .filter(offered -> usable.contains(offered.model().name()))
                .map(PaidQuestion::completion)
                .collect(Collectors.groupingBy(
                        question -> question.model().model().name()));
        return byModel.values().stream()
                .flatMap(same -> same.stream().max(Comparator.comparing(PaidQuestion::most)).stream())
                .min(Comparator.comparing(PaidQuestion::most).thenComparing(PaidQuestion::name));
    }
}
