package dev.portcullis.gate.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.settings.value.WebhookKind;

/**
 * An alert in the form that a service takes. Every text goes where the service shows it as it is: a key's name must not
 * call everybody in a channel or draw a link.
 */
final class Message {
    /** Both together are below the 3,000 characters of a section of Slack's. */
    private static final int LONGEST_TITLE = 200;

    private static final int LONGEST_TEXT = 1_500;
    private static final int DISCORD_TITLE = 256;
    private static final int DISCORD_TEXT = 4_096;

    private Message() {}

    static ObjectNode of(WebhookKind kind, AlertText text) {
        return switch (kind) {
            case SLACK -> slack(text);
            case TEAMS -> teams(text);
            case DISCORD -> discord(text);
            case GENERIC -> json(text);
        };
    }

    /** Text of the kind plain_text names nobody; the fallback's three signs are Slack's own and are escaped. */
    private static ObjectNode slack(AlertText text) {
        ObjectNode message = object().put("text", escaped(title(text)));
        ObjectNode section = message.putArray("blocks").addObject().put("type", "section");
        section.putObject("text")
                .put("type", "plain_text")
                .put("text", title(text) + "\n" + body(text))
                .put("emoji", false);
        return message;
    }

    /** A workflow takes adaptive cards alone. A run of text, unlike a block of it, has no Markdown. */
    private static ObjectNode teams(AlertText text) {
        ObjectNode message = object().put("type", "message");
        ObjectNode attachment = message.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.putNull("contentUrl");
        ObjectNode card = attachment
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        var blocks = card.putArray("body");
        for (String line : new String[] {title(text), text.facts(), text.next()}) {
            blocks.addObject()
                    .put("type", "RichTextBlock")
                    .putArray("inlines")
                    .addObject()
                    .put("type", "TextRun")
                    .put("text", cut(line, LONGEST_TEXT))
                    .put("weight", blocks.size() == 1 ? "Bolder" : "Default");
        }
        return message;
    }

    private static ObjectNode discord(AlertText text) {
        ObjectNode message = object();
        message.putArray("embeds")
                .addObject()
                .put("title", plain(title(text), DISCORD_TITLE))
                .put("description", plain(body(text), DISCORD_TEXT));
        message.putObject("allowed_mentions").putArray("parse");
        return message;
    }

    private static ObjectNode json(AlertText text) {
        Alert alert = text.alert();
        ObjectNode message = object().put("id", Long.toString(alert.id()))
                .put("gateway", text.gateway())
                .put("event", alert.event().word())
                .put("subject", alert.subject())
                .put("step", alert.step());
        alert.period()
                .ifPresent(period -> message.put("period", period)
                        .put("amountUsd", alert.amount().decimal())
                        .put("spentUsd", alert.spent().decimal()));
        return message.put("at", alert.at().toString())
                .put("title", title(text))
                .put("text", text.facts())
                .put("next", alert.event().next())
                .put("page", alert.event().page());
    }

    private static String title(AlertText text) {
        return cut(text.title(), LONGEST_TITLE);
    }

    private static String body(AlertText text) {
        return cut(text.facts() + "\n" + text.next(), LONGEST_TEXT);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Discord's Markdown, each of its signs with a backslash. */
    private static String plain(String text, int longest) {
        return cut(text.replaceAll("([\\\\`*_~|>\\[\\]()#<@])", "\\\\$1"), longest);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
