package dev.portcullis.local.bedrock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The messages of an Anthropic body: roles, blocks, and results that answer the calls of the turn before. */
final class TurnRules {
    private static final Set<String> BLOCKS = Set.of(
            "text",
            "image",
            "document",
            "search_result",
            "thinking",
            "redacted_thinking",
            "tool_use",
            "tool_result",
            "server_tool_use",
            "tool_search_tool_result");

    private final JsonNode messages;
    private final Model model;

    TurnRules(JsonNode messages, Model model) {
        this.messages = messages;
        this.model = model;
    }

    void check() {
        Set<String> asked = Set.of();
        for (int i = 0; i < messages.size(); i++) {
            String role = messages.get(i).path("role").asText();
            if (role.equals("system")) {
                system(i);
                continue;
            }
            content(i);
            Set<String> answered = ids(i, "tool_result", "tool_use_id");
            if (role.equals("user")) {
                results(i, asked, answered);
            }
            asked = role.equals("assistant") ? ids(i, "tool_use", "id") : leftOf(i, asked, answered);
        }
        String last = messages.path(messages.size() - 1).path("role").asText();
        if (last.equals("assistant") && !model.can(Capability.PREFILL)) {
            throw Rule.PREFILL_NOT_SUPPORTED.broken("This model does not support assistant message prefill."
                    + " The conversation must end with a user message.");
        }
    }

    /** User turns that follow each other are one: the second may bring what the first left open. */
    private Set<String> leftOf(int index, Set<String> asked, Set<String> answered) {
        boolean userFollows = role(index + 1).equals("user");
        Set<String> left = new TreeSet<>(asked);
        left.removeAll(answered);
        if (!left.isEmpty() && !userFollows) {
            throw Rule.CALL_WITHOUT_RESULT.broken("messages." + (index - 1)
                    + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                    + String.join(", ", left)
                    + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
        }
        return left;
    }

    private void results(int index, Set<String> asked, Set<String> answered) {
        for (String id : answered) {
            if (!asked.contains(id)) {
                throw Rule.RESULT_WITHOUT_CALL.broken("messages." + index
                        + ".content.0: unexpected `tool_use_id` found in `tool_result` blocks: " + id
                        + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous"
                        + " message.");
            }
        }
    }

    private void system(int index) {
        if (!model.can(Capability.SYSTEM_TURNS)) {
            throw Rule.SYSTEM_TURN_NOT_SUPPORTED.broken("role 'system' is not supported on this model");
        }
        if (index == 0) {
            throw Rule.SYSTEM_TURN_MISPLACED.broken(
                    "messages.0: use the top-level 'system' parameter for the initial system prompt");
        }
        boolean last = index == messages.size() - 1;
        if (!role(index - 1).equals("user") || (!last && !role(index + 1).equals("assistant"))) {
            throw Rule.SYSTEM_TURN_MISPLACED.broken("messages." + index
                    + ": a system message must follow a user message and be last or followed by an assistant message");
        }
    }

    private void content(int index) {
        JsonNode content = messages.get(index).path("content");
        boolean final_ = index == messages.size() - 1 && role(index).equals("assistant");
        if (content.isTextual() ? content.asText().isEmpty() : content.isEmpty()) {
            if (!final_) {
                throw Rule.TEXT_EMPTY.broken("messages." + index
                        + ": all messages must have non-empty content except for the optional final assistant message");
            }
        }
        for (int block = 0; block < (content.isArray() ? content.size() : 0); block++) {
            block(content.get(block), "messages." + index + ".content." + block);
        }
    }

    private void block(JsonNode block, String at) {
        String type = block.path("type").asText();
        if (!BLOCKS.contains(type)) {
            throw Rule.UNKNOWN_TYPE.broken(at + ": Input tag '" + type
                    + "' found using 'type' does not match any of the expected tags: 'document', 'image',"
                    + " 'redacted_thinking', 'search_result', 'text', 'thinking', 'tool_result', 'tool_use'");
        }
        if (type.equals("text") && block.path("text").asText().isEmpty()) {
            throw Rule.TEXT_EMPTY.broken("messages: text content blocks must be non-empty");
        }
        if (type.equals("thinking") && !Signed.isSigned(block.path("signature").asText())) {
            throw Rule.THINKING_UNSIGNED.broken(at + ": Invalid `signature` in `thinking` block");
        }
    }

    private Set<String> ids(int index, String type, String field) {
        List<String> ids = new ArrayList<>();
        for (JsonNode block : messages.get(index).path("content")) {
            if (block.path("type").asText().equals(type)) {
                ids.add(block.path(field).asText());
            }
        }
        return new TreeSet<>(ids);
    }

    private String role(int index) {
        return messages.path(index).path("role").asText();
    }
}
