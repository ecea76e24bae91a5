package dev.portcullis.smoke;

import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.probe.PaidQuestion;
import dev.portcullis.settings.value.Geography;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses the questions that cost least among what a key may use. */
public final class Question {
    /** In the terms of a key, the word for every capability. */
    private static final String ANY = "*";

    private Question() {}

    /**
     * The cheapest completion. Every question is priced at the dearest geography that offers its model, since a caller
     * cannot know the gateway's.
     *
     * @param usable names of models
     */
    public static Optional<PaidQuestion> cheapest(Catalogue catalogue, Collection<String> usable) {
        return cheapest(catalogue, usable, Question::chats, PaidQuestion::completion);
    }

    /**
     * The cheapest question of each API that makes something, for the APIs that the key may call. One whose capability
     * has no model among the usable ones is left out.
     *
     * @param capabilities words of {@code config/routes.yaml}, or {@code *}
     * @param usable names of models
     */
    public static List<PaidQuestion> all(Catalogue catalogue, Set<String> capabilities, Collection<String> usable) {
        return APIS.stream()
                .filter(api -> capabilities.contains(ANY) || capabilities.contains(api.capability()))
                .flatMap(api -> cheapest(catalogue, usable, api.fits(), api.question()).stream())
                .toList();
    }

    /** An API whose answer is the work of a model; the capability is that of its route. */
    private record Api(
            String capability, Predicate<OfferedModel> fits, Function<OfferedModel, PaidQuestion> question) {}

    /** Edits of images need a picture of the caller's, so a model that only edits is not asked. */
    private static final List<Api> APIS = List.of(
            new Api("chat", Question::chats, PaidQuestion::completion),
            new Api("messages", Question::chats, PaidQuestion::message),
            new Api("messages", offered -> offered.model().can(Capability.COUNT_TOKENS), PaidQuestion::tokenCount),
            new Api("responses", Question::chats, PaidQuestion::response),
            new Api("embeddings", offered -> offered.model().kind() == ModelKind.EMBEDDING, PaidQuestion::embedding),
            new Api("images", Question::makesImages, PaidQuestion::image));

    private static boolean makesImages(OfferedModel offered) {
        return offered.model().kind() == ModelKind.IMAGE && !offered.model().can(Capability.IMAGE_EDITS);
    }

    private static boolean chats(OfferedModel offered) {
        return offered.model().kind() == ModelKind.CHAT;
    }

    private static Optional<PaidQuestion> cheapest(
            Catalogue catalogue,
            Collection<String> usable,
            Predicate<OfferedModel> fits,
            Function<OfferedModel, PaidQuestion> question) {
        Map<String, List<PaidQuestion>> byModel = Stream.of(Geography.values())
                .flatMap(geography -> catalogue.offered(geography.word()).stream())
                .filter(fits)
                .filter(offered -> usable.contains(offered.model().name()))
                .map(question)
                .collect(Collectors.groupingBy(asked -> asked.model().model().name()));
        return byModel.values().stream()
                .flatMap(same -> same.stream().max(Comparator.comparing(PaidQuestion::most)).stream())
                .min(Comparator.comparing(PaidQuestion::most).thenComparing(PaidQuestion::name));
    }
}
