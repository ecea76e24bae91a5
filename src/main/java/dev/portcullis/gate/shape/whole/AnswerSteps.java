package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.portcullis.catalogue.Capability;
import java.util.Iterator;

/** The form of the answer. */
final class AnswerSteps {
    private AnswerSteps() {}

    static void schema(WholeBody body) throws Unfit {
        if (body.isMessages() && body.json().has("output_format")) {
            if (!body.has(body.formatPath())) {
                body.json().withObject("/output_config").set("format", body.at("output_format"));
            }
            body.remove("output_format");
        }
        String path = body.formatPath();
        String type = body.at(path).path("type").asText();
        if (type.equals("text")) {
            body.remove(path);
        } else if (type.equals("json_object")) {
            body.leave(path);
        } else if (type.equals("json_schema") && !body.holdsSchemas()) {
            unenforced(body, path);
        }
    }

    /** LiteLLM asks for it in the prompt, or as the arguments of a tool. */
    private static void unenforced(WholeBody body, String path) throws Unfit {
        boolean byTool = !body.isPassedOn();
        if (byTool && !body.can(Capability.TOOLS)) {
            throw Unfit.model(path + ": " + body.modelName()
                    + " enforces no schema and calls no tools. Ask for JSON in the prompt, or ask another model");
        }
        if (byTool && body.streams() && !body.can(Capability.STREAMED_TOOLS)) {
            throw Unfit.model("stream: " + body.modelName()
                    + " follows a schema only in an answer that is not streamed. Send false, or ask another model");
        }
        body.name(path + "[not-enforced]");
    }

    static void details(WholeBody body) {
        body.leave("text.verbosity");
        body.leave("include");
        body.leave("text.format.description");
        body.leave("reasoning.summary");
    }

    static void stops(WholeBody body) {
        String path = body.isMessages() ? "stop_sequences" : "stop";
        if (body.at(path) instanceof ArrayNode stops) {
            for (Iterator<JsonNode> each = stops.iterator(); each.hasNext(); ) {
                if (each.next().asText().isBlank()) {
                    each.remove();
                    body.name(path + "[blank]");
                }
            }
            if (stops.isEmpty()) {
                body.remove(path);
            }
        } else if (body.has(path) && body.at(path).asText().isBlank()) {
            body.leave(path);
        }
    }

    /** Bedrock takes the edit of tool calls alone; LiteLLM would switch thinking on for the sake of the other. */
    static void edits(WholeBody body) {
        if (!body.isPassedOn()) {
            body.leave("context_management");
            return;
        }
        if (body.at("context_management.edits") instanceof ArrayNode edits) {
            for (Iterator<JsonNode> each = edits.iterator(); each.hasNext(); ) {
                String type = each.next().path("type").asText();
                if (!type.equals("clear_tool_uses_20250919")) {
                    each.remove();
                    body.name("context_management.edits[" + type + "]");
                }
            }
            if (edits.isEmpty()) {
                body.remove("context_management");
            }
        }
    }
}
