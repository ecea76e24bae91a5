package dev.portcullis.gate.config;

import dev.portcullis.settings.value.WebhookAddress;
import dev.portcullis.settings.value.WebhookKind;
import java.util.Optional;

/**
 * A place that alerts are posted to. It does not print: its address is a secret.
 *
 * @param name as the settings have it, for logs
 * @param signingSecret the key of the signature; only a webhook of the kind generic has one
 */
public record Webhook(String name, WebhookKind kind, WebhookAddress address, Optional<String> signingSecret) {
    @Override
    public String toString() {
        return "Webhook " + name;
    }
}
