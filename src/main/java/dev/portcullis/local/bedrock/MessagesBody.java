package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads an Anthropic Messages body as InvokeModel takes it: the model is in the path, the version is in the body. */
final class MessagesBody {
    private static final String VERSION = "bedrock-2023-05-31";

    private final Prompt.Reader reader = new Prompt.Reader();
    private String lastUserText = "";
    private String lastRole = "";

    private MessagesBody() {}

    static Prompt read(JsonNode body) {
        String version = body.path("anthropic_version").asText();
        if (!version.equals(VERSION)) {
            throw AwsError.validation("anthropic_version: expected " + VERSION + ", got '" + version + "'");
        }
        // Bedrock refuses what belongs to Anthropic's own API alone.
        for (String foreign : new String[] {"model", "stream"}) {
            if (body.has(foreign)) {
                throw AwsError.validation(foreign + ": Extra inputs are not permitted");
            }
        }
        MessagesBody reading = new MessagesBody();
        body.path("tools").forEach(reading::tool);
        reading.content(body.path("system"));
        JsonNode messages = body.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw AwsError.validation("messages: at least one message is required");
        }
        messages.forEach(reading::message);
        int maxTokens = body.path("max_tokens").asInt(0);
        if (maxTokens < 1) {
            throw AwsError.validation("max_tokens: expected at least 1, got '"
                    + body.path("max_tokens").asText() + "'");
        }
        return reading.reader.prompt(reading.lastUserText, maxTokens);
    }

    private void tool(JsonNode tool) {
        reader.tool(tool.path("name").asText(), tool.path("description").asText(), tool.path("input_schema"));
        markAfter(tool);
    }

    private void message(JsonNode message) {
        String role = message.path("role").asText();
        if (!role.equals("user") && !role.equals("assistant") && !role.equals("system")) {
            throw AwsError.validation("messages.role: expected user or assistant, got '" + role + "'");
        }
        JsonNode content = message.path("content");
        content(content);
        if (!role.equals("system")) {
            String text = text(content);
            // A user's turn may be more than one message.
            boolean goesOn = role.equals("user") && lastRole.equals("user");
            lastUserText = role.equals("user") ? (goesOn ? lastUserText + "\n" + text : text).strip() : "";
            lastRole = role;
        }
    }

    private void content(JsonNode content) {
        if (content.isTextual()) {
            reader.text(content.asText());
        } else {
            content.forEach(this::block);
        }
    }

    private void block(JsonNode block) {
        switch (block.path("type").asText()) {
            case "text" -> reader.text(block.path("text").asText());
            case "thinking" -> reader.text(block.path("thinking").asText());
            case "tool_use" -> reader.text(block.path("name").asText() + " " + block.path("input"));
            case "tool_result" -> content(block.path("content"));
            default -> reader.media(block);
        }
        markAfter(block);
    }

    private void markAfter(JsonNode block) {
        JsonNode mark = block.path("cache_control");
        if (mark.isObject()) {
            reader.mark(CacheTtl.of(mark.path("ttl").asText()));
        }
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("text")) {
                text.append(block.path("text").asText()).append('\n');
            }
        }
        return text.toString().strip();
    }
}
