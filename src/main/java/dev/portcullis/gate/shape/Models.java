package dev.portcullis.gate.shape;

import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.gate.shape.strict.GivenText;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.input.Suggestion;
import dev.portcullis.policy.ApiShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the model that a body names among those that answer on its route. */
final class Models {
    private static final int MOST_NAMED = 12;

    private final ApiShape shape;
    private final Catalogue catalogue;
    private final List<OfferedModel> offered;

    Models(ApiShape shape, Catalogue catalogue, String geography) {
        this.shape = shape;
        this.catalogue = catalogue;
        this.offered = catalogue.offered(geography);
    }

    OfferedModel find(String name) throws Refused {
        Optional<Model> known = catalogue.find(name);
        Optional<OfferedModel> found = known.flatMap(model ->
                offered.stream().filter(offer -> offer.model().equals(model)).findFirst());
        if (found.isEmpty()) {
            throw new Refused(404, "model_not_found", missing(name, known.isPresent()));
        }
        if (!answers(found.get().model())) {
            throw new Refused(
                    400,
                    "model_not_supported",
                    "model: expected " + wanted() + ", got " + GivenText.quote(name) + ". " + choices(name));
        }
        return found.get();
    }

    private String missing(String name, boolean elsewhere) {
        String given = "model: expected a model of this gateway, got " + GivenText.quote(name);
        var retired = catalogue.retired(name);
        if (retired.isPresent()) {
            return given + ", which Bedrock retired on " + retired.get().retired() + ". Use '"
                    + retired.get().successor() + "'";
        }
        if (elsewhere) {
            return given + ", which is not offered in this gateway's geography. " + choices(name);
        }
        return given + ". "
                + Suggestion.nearest(GivenText.shorten(name), names())
                        .map(word -> "Did you mean '" + word + "'?")
                        .orElseGet(() -> choices(name));
    }

    private boolean answers(Model model) {
        return switch (shape) {
            case OPENAI_EMBEDDINGS -> model.kind() == ModelKind.EMBEDDING;
            case OPENAI_IMAGES_GENERATIONS -> model.kind() == ModelKind.IMAGE && !model.can(Capability.IMAGE_EDITS);
            case OPENAI_IMAGES_EDITS -> model.kind() == ModelKind.IMAGE && model.can(Capability.IMAGE_EDITS);
            default -> model.kind() == ModelKind.CHAT;
        };
    }

    private String wanted() {
        return switch (shape) {
            case OPENAI_EMBEDDINGS -> "a model that makes embeddings";
            case OPENAI_IMAGES_GENERATIONS -> "a model that makes pictures from text";
            case OPENAI_IMAGES_EDITS -> "a model that changes a picture";
            default -> "a model that chats";
        };
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        offered.stream().map(OfferedModel::model).filter(this::answers).forEach(model -> {
            names.add(model.name());
            names.addAll(model.aliases());
        });
        return names;
    }

    private String choices(String given) {
        List<String> names = Suggestion.byNearness(
                GivenText.shorten(given),
                offered.stream()
                        .map(OfferedModel::model)
                        .filter(this::answers)
                        .map(Model::name)
                        .toList());
        if (names.isEmpty()) {
            return "None is offered here";
        }
        String shown = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)));
        return "Offered here: " + shown + (names.size() > MOST_NAMED ? " and more (GET /v1/models)" : "");
    }
}
