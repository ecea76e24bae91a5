package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.catalogue.Model;
import dev.portcullis.gate.shape.schema.Expansion;
import dev.portcullis.gate.shape.schema.Unexpandable;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.policy.ApiShape;
import java.util.ArrayList;
import java.util.List;

/** The JSON schemas of one body, and by how much LiteLLM makes them longer on the way that the body takes. */
public final class Schemas {
    /** The limit for all schemas with references together, once those are replaced: some 65,000 tokens. */
    static final long MOST_BYTES = 256 * 1024;
    /** LiteLLM has one thread, and copies some ten million a second. */
    static final long MOST_WORK = 2_000_000;

    private record Noted(FieldPath at, JsonSchema.Use use, JsonNode schema) {}

    private final List<Noted> all = new ArrayList<>();

    void add(FieldPath at, JsonSchema.Use use, JsonNode schema) {
        all.add(new Noted(at, use, schema));
    }

    /**
     * Bytes beside those of the body.
     *
     * @throws Refused when references cannot be replaced, or only by too much
     */
    public long added(ApiShape shape, Model model) throws Refused {
        long referring = 0;
        long added = 0;
        long work = 0;
        for (Noted one : all) {
            if (!isExpanded(one.use(), shape, model)) {
                continue;
            }
            Expansion expansion = expansion(one);
            referring += expansion.referring() ? expansion.bytes() : 0;
            added += expansion.added();
            work += expansion.work();
            if (referring > MOST_BYTES) {
                throw one.at()
                        .expected(
                                "schemas of at most " + MOST_BYTES / 1024
                                        + " KiB in all once their references are replaced",
                                "more");
            }
            if (work > MOST_WORK) {
                throw one.at().expected("fewer definitions, or schemas with fewer objects", "too many of both");
            }
        }
        return added;
    }

    /** Anthropic's own messages go on to Claude as they are, and are counted as they are, but for an answer's format. */
    private static boolean isExpanded(JsonSchema.Use use, ApiShape shape, Model model) {
        return switch (shape) {
            case ANTHROPIC_COUNT_TOKENS -> false;
            case ANTHROPIC_MESSAGES ->
                use == JsonSchema.Use.ANSWER || !model.vendor().equals("anthropic");
            default -> true;
        };
    }

    private static Expansion expansion(Noted one) throws Refused {
        try {
            return Expansion.of(one.schema());
        } catch (Unexpandable e) {
            throw one.at().expected(e.expected(), e.given());
        }
    }
}
