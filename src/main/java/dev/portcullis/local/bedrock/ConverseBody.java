package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the body of Converse and ConverseStream. Members that AWS adds later are ignored, as AWS ignores them. */
final class ConverseBody {
    private final Prompt.Reader reader = new Prompt.Reader();
    private String lastUserText = "";

    private ConverseBody() {}

    static Prompt read(JsonNode body) {
        ConverseBody reading = new ConverseBody();
        body.path("toolConfig").path("tools").forEach(reading::tool);
        body.path("system").forEach(reading::block);
        JsonNode messages = body.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw AwsError.validation("messages: expected at least one message, got none");
        }
        messages.forEach(reading::message);
        int maxTokens = body.path("inferenceConfig").path("maxTokens").asInt(Integer.MAX_VALUE);
        if (maxTokens < 1) {
            throw AwsError.validation("inferenceConfig.maxTokens: expected at least 1, got " + maxTokens);
        }
        return reading.reader.prompt(reading.lastUserText, maxTokens);
    }

    private void tool(JsonNode tool) {
        if (tool.has("cachePoint")) {
            block(tool);
            return;
        }
        JsonNode spec = tool.path("toolSpec");
        reader.tool(
                spec.path("name").asText(),
                spec.path("description").asText(),
                spec.path("inputSchema").path("json"));
    }

    private void message(JsonNode message) {
        String role = message.path("role").asText();
        if (!role.equals("user") && !role.equals("assistant")) {
            throw AwsError.validation("messages.role: expected user or assistant, got '" + role + "'");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : message.path("content")) {
            block(block);
            JsonNode said = block.path("guardContent").path("text").path("text");
            if (block.has("text") || said.isTextual()) {
                text.append(block.path("text").asText(said.asText())).append('\n');
            }
        }
        lastUserText = role.equals("user") ? text.toString().strip() : "";
    }

    private void block(JsonNode block) {
        if (block.has("text")) {
            reader.text(block.path("text").asText());
        } else if (block.path("guardContent").has("text")) {
            reader.text(block.path("guardContent").path("text").path("text").asText());
        } else if (block.has("cachePoint")) {
            reader.mark(CacheTtl.of(block.path("cachePoint").path("ttl").asText()));
        } else if (block.has("toolUse")) {
            JsonNode use = block.path("toolUse");
            reader.text(use.path("name").asText() + " " + use.path("input"));
        } else if (block.has("toolResult")) {
            block.path("toolResult").path("content").forEach(this::block);
        } else if (block.has("json")) {
            reader.text(block.path("json").toString());
        } else {
            reader.media(block);
        }
    }
}
