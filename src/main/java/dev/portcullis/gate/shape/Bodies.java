package dev.portcullis.gate.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.gate.answer.AnswerForm;
import dev.portcullis.gate.shape.field.Attachments;
import dev.portcullis.gate.shape.field.CacheMarks;
import dev.portcullis.gate.shape.field.Dropped;
import dev.portcullis.gate.shape.field.FieldKind;
import dev.portcullis.gate.shape.field.FieldPath;
import dev.portcullis.gate.shape.field.Fields;
import dev.portcullis.gate.shape.field.PromptSize;
import dev.portcullis.gate.shape.field.Schemas;
import dev.portcullis.gate.shape.history.ReadableHistory;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.gate.shape.strict.StrictJson;
import dev.portcullis.gate.shape.table.ChatTable;
import dev.portcullis.gate.shape.table.EmbeddingsTable;
import dev.portcullis.gate.shape.table.ImagesTable;
import dev.portcullis.gate.shape.table.MessagesTable;
import dev.portcullis.gate.shape.table.ResponsesTable;
import dev.portcullis.gate.shape.whole.Unfit;
import dev.portcullis.gate.shape.whole.Whole;
import dev.portcullis.policy.ApiShape;
import java.util.List;
import java.util.Locale;

/** Rebuilds a caller's bytes into those that go on: nothing is copied that no table names. */
public final class Bodies {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** The beginning of every new body, since every table begins so: the model's name follows. */
    private static final String OPENING = "{\"model\":\"";

    private Bodies() {}

    /** The table with {@link DefaultOutput#USUAL}. */
    public static Rebuilt rebuild(
            ApiShape shape, byte[] body, String contentType, Catalogue catalogue, String geography) throws Refused {
        return rebuild(shape, body, contentType, catalogue, geography, DefaultOutput.USUAL);
    }

    /**
     * Reads, resolves the model, bounds the answer and writes.
     *
     * @param contentType the request's header, or the empty text without one
     * @param geography as in {@link Catalogue#offered}
     * @throws Refused with a message for the caller
     * @throws IllegalArgumentException for a shape whose routes take no body
     */
    public static Rebuilt rebuild(
            ApiShape shape, byte[] body, String contentType, Catalogue catalogue, String geography, DefaultOutput usual)
            throws Refused {
        if (shape == ApiShape.OPENAI_IMAGES_EDITS) {
            return ImageEdits.rebuild(body, contentType, new Models(shape, catalogue, geography));
        }
        Fields table = table(shape);
        requireJson(contentType);
        Dropped dropped = new Dropped();
        Attachments attachments = new Attachments();
        Schemas schemas = new Schemas();
        ObjectNode given = StrictJson.read(body);
        ReadableHistory.make(shape, given, part -> isAccepted(shape, part), dropped::add);
        ObjectNode fresh = table.rebuild(given, FieldPath.root(dropped, attachments, schemas));
        OfferedModel model =
                new Models(shape, catalogue, geography).find(fresh.path("model").textValue());
        fresh.put("model", model.model().name());
        OutputBound.of(model.model(), usual).apply(shape, fresh);
        try {
            Whole.settle(shape, fresh, model.model(), dropped::add);
        } catch (Unfit e) {
            throw new Refused(400, e.isOfModel() ? "model_not_supported" : "invalid_request", e.message());
        }
        boolean stream = fresh.path("stream").asBoolean();
        boolean usageAsked = fresh.path("stream_options").path("include_usage").asBoolean();
        fresh.remove("stream_options");
        if (stream && shape == ApiShape.OPENAI_CHAT) {
            fresh.putObject("stream_options").put("include_usage", true);
        }
        AnswerForm answer = AnswerForm.of(shape, fresh);
        byte[] json = write(fresh);
        List<String> betas = Whole.betas(shape, fresh, model.model());
        PromptSize size = attachments.size(
                model.model(),
                json,
                schemas.added(shape, model.model()),
                CacheMarks.in(fresh),
                outputTokens(fresh),
                shape == ApiShape.OPENAI_IMAGES_GENERATIONS ? 1 : 0,
                shape == ApiShape.OPENAI_EMBEDDINGS ? EmbeddingsTable.calls(fresh, model.model()) : 1);
        return new Rebuilt(
                json,
                OPENING.length(),
                "application/json",
                model,
                stream,
                stream && usageAsked,
                HiddenThoughts.arePossible(fresh, model.model()),
                size,
                betas,
                answer,
                dropped.all());
    }

    /** The forwarded fields of a JSON body, by the API. */
    static Fields table(ApiShape shape) {
        return switch (shape) {
            case OPENAI_CHAT -> ChatTable.FIELDS;
            case OPENAI_RESPONSES -> ResponsesTable.FIELDS;
            case OPENAI_EMBEDDINGS -> EmbeddingsTable.FIELDS;
            case OPENAI_IMAGES_GENERATIONS -> ImagesTable.FIELDS;
            case ANTHROPIC_MESSAGES -> MessagesTable.FIELDS;
            case ANTHROPIC_COUNT_TOKENS -> MessagesTable.COUNTED;
            case OPENAI_IMAGES_EDITS, MODELS, KEY ->
                throw new IllegalArgumentException("no JSON body: " + shape.word());
        };
    }

    /** Whether a table takes a part of the history as it is. */
    private static boolean isAccepted(ApiShape shape, JsonNode part) {
        FieldKind kind = switch (shape) {
            case OPENAI_CHAT -> ChatTable.MESSAGE;
            case OPENAI_RESPONSES -> ResponsesTable.ITEM;
            default -> MessagesTable.BLOCK;
        };
        try {
            kind.rebuild(part, FieldPath.root(new Dropped(), new Attachments(), new Schemas()));
            return true;
        } catch (Refused e) {
            return false;
        }
    }

    private static void requireJson(String contentType) throws Refused {
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!mediaType.equals("application/json")) {
            throw Refused.unsupported("application/json", mediaType);
        }
    }

    /** The bound that {@link OutputBound} has set. */
    private static long outputTokens(ObjectNode fresh) {
        return Math.max(
                fresh.path("max_tokens").asLong(),
                fresh.path("max_output_tokens").asLong());
    }

    private static byte[] write(ObjectNode fresh) {
        try {
            return JSON.writeValueAsBytes(fresh);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body that was read cannot be written", e);
        }
    }
}
