package dev.portcullis.local.trial;

import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.OfferedModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The models that a trial asks.
 *
 * @param chat asked in OpenAI's shapes
 * @param claude asked in Anthropic's; one of Anthropic's own where the geography has any
 */
public record TrialModels(
        OfferedModel chat, OfferedModel claude, Optional<OfferedModel> embedding, Optional<OfferedModel> image) {

    /** The models in the order of the catalogue, the best known first. */
    static TrialModels first(List<OfferedModel> offered) {
        Optional<OfferedModel> claude = find(offered, TrialModels::isClaude);
        Optional<OfferedModel> other = find(offered, model -> isChat(model) && !isClaude(model));
        // Some geographies lack one of the two.
        OfferedModel any = other.or(() -> claude).orElseThrow();
        return new TrialModels(
                any,
                claude.orElse(any),
                find(offered, model -> model.model().kind() == ModelKind.EMBEDDING),
                find(
                        offered,
                        model -> model.model().kind() == ModelKind.IMAGE
                                && !model.model().can(Capability.IMAGE_EDITS)));
    }

    /** Those whose answers cost least. */
    static TrialModels cheapest(List<OfferedModel> offered) {
        Comparator<OfferedModel> byOutput =
                Comparator.comparing(model -> model.prices().standard().output());
        return first(offered.stream()
                .sorted(byOutput.thenComparing(
                        model -> model.prices().standard().input()))
                .toList());
    }

    boolean countsTokens() {
        return claude.model().can(Capability.COUNT_TOKENS);
    }

    public static String name(OfferedModel offered) {
        return offered.model().name();
    }

    private static boolean isChat(OfferedModel offered) {
        return offered.model().kind() == ModelKind.CHAT;
    }

    private static boolean isClaude(OfferedModel offered) {
        return isChat(offered) && offered.model().vendor().equals("anthropic");
    }

    private static Optional<OfferedModel> find(List<OfferedModel> offered, Predicate<OfferedModel> wanted) {
        return offered.stream().filter(wanted).findFirst();
    }
}
