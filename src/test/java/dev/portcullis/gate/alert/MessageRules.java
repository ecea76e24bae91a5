package dev.portcullis.gate.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/**
 * The rules by which each service refuses a message, and the status that it answers then.
 *
 * <ul>
 *   <li>Slack: docs.slack.dev, "Sending messages using incoming webhooks" (JSON with text; errors invalid_payload and
 *       no_text as 400, "ok" as 200) and "Section block" (text 1 to 3,000 characters, plain_text or mrkdwn; at most 50
 *       blocks a message).
 *   <li>Teams: learn.microsoft.com, "Create Incoming Webhooks with Workflows" (adaptive cards alone, in attachments of a
 *       message; 202) and the Teams connector's known limits (about 28 KB, answered 413).
 *   <li>Discord: discord.com/developers, "Execute webhook" (content up to 2,000 or up to 10 embeds; 204) and "Embed
 *       limits" (title 256, description 4,096, 6,000 altogether).
 * </ul>
 */
final class MessageRules {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageRules() {}

    static int status(String kind, Map<String, String> headers, byte[] body) {
        JsonNode message;
        try {
            message = JSON.readTree(body);
        } catch (IOException e) {
            return 400;
        }
        if (!headers.getOrDefault("content-type", "").startsWith("application/json") || !message.isObject()) {
            return 400;
        }
        return switch (kind) {
            case "slack" -> slack(message) ? 200 : 400;
            case "teams" -> body.length > 28 * 1024 ? 413 : teams(message) ? 202 : 400;
            case "discord" -> discord(message) ? 204 : 400;
            default -> 200;
        };
    }

    private static boolean slack(JsonNode message) {
        if (message.path("text").asText().isEmpty() && message.path("blocks").isEmpty()) {
            return false;
        }
        for (JsonNode block : message.path("blocks")) {
            String type = block.path("text").path("type").asText();
            boolean sound = block.path("type").asText().equals("section")
                    && (type.equals("plain_text") || type.equals("mrkdwn"))
                    && between(block.path("text").path("text"), 1, 3_000)
                    // Slack refuses emoji in a text of mrkdwn.
                    && !(type.equals("mrkdwn") && block.path("text").has("emoji"));
            if (!sound) {
                return false;
            }
        }
        return message.path("blocks").size() <= 50;
    }

    private static boolean teams(JsonNode message) {
        if (!message.path("type").asText().equals("message")
                || message.path("attachments").isEmpty()) {
            return false;
        }
        for (JsonNode attachment : message.path("attachments")) {
            JsonNode card = attachment.path("content");
            boolean sound = attachment.path("contentType").asText().equals("application/vnd.microsoft.card.adaptive")
                    && card.path("type").asText().equals("AdaptiveCard")
                    && card.path("version").asText().matches("1\\.[0-5]")
                    && !card.path("body").isEmpty();
            if (!sound) {
                return false;
            }
        }
        return true;
    }

    private static boolean discord(JsonNode message) {
        if (!message.has("content") && message.path("embeds").isEmpty()) {
            return false;
        }
        int all = 0;
        for (Iterator<JsonNode> embeds = message.path("embeds").elements(); embeds.hasNext(); ) {
            JsonNode embed = embeds.next();
            if (!between(embed.path("title"), 1, 256) || !between(embed.path("description"), 1, 4_096)) {
                return false;
            }
            all += embed.path("title").asText().length()
                    + embed.path("description").asText().length();
        }
        return all <= 6_000
                && message.path("embeds").size() <= 10
                && message.path("content").asText().length() <= 2_000;
    }

    private static boolean between(JsonNode text, int least, int most) {
        return text.isTextual()
                && text.asText().length() >= least
                && text.asText().length() <= most;
    }
}
