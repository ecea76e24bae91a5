package dev.portcullis.infra.gateway;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.pulumi.Config;
import com.pulumi.core.Output;
import dev.portcullis.settings.value.WebhookKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The credential of each webhook: its address and, where messages are signed, the shared secret, as JSON in Base64url,
 * so that the host may hold it to the form of every other secret. The settings have been read by then, which hold each
 * value to its form.
 */
final class WebhookCredentials {
    /** Begins the names of their parameters. */
    static final String PART = "webhook-";

    private WebhookCredentials() {}

    /** Parameter to credential. */
    static Map<String, Output<String>> of(Map<String, WebhookKind> webhooks, Config config) {
        Output<String> secrets = config.getSecret("webhookSecrets")
                .applyValue(given -> given.orElse(""))
                .asSecret();
        Map<String, Output<String>> credentials = new LinkedHashMap<>();
        webhooks.forEach((name, kind) -> credentials.put(
                PART + name, secrets.applyValue(text -> credential(text, name)).asSecret()));
        return credentials;
    }

    /** @param secrets the setting as JSON; of an offline plan, which has no secrets, a placeholder that stays as it is */
    static String credential(String secrets, String name) {
        if (!secrets.startsWith("{")) {
            return secrets;
        }
        JsonObject given = JsonParser.parseString(secrets).getAsJsonObject().getAsJsonObject(name);
        JsonObject credential = new JsonObject();
        credential.add("url", given.get("url"));
        if (given.has("secret")) {
            credential.add("secret", given.get("secret"));
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(credential.toString().getBytes(StandardCharsets.UTF_8));
    }
}
