package dev.portcullis.release;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.portcullis.settings.Client;
import dev.portcullis.settings.ClientKey;
import dev.portcullis.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The virtual keys that a stack declares, as the gate's file has them: the terms of each as the text of an admin API's
 * body, so that one reader serves both.
 */
final class DeclaredKeyFile {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private DeclaredKeyFile() {}

    /** @param credentials the folder of the credential files, with its last slash */
    static List<Map<String, String>> entries(Settings settings, String credentials) {
        return settings.clients().stream()
                .flatMap(client -> client.key().map(key -> entry(client, key, credentials)).stream())
                .toList();
    }

    private static Map<String, String> entry(Client client, ClientKey key, String credentials) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("client", client.name().value());
        // systemd joins the folder's name and the file's.
        entry.put("secretFile", credentials + "client-keys_" + client.name().value());
        client.graceUntil().ifPresent(end -> entry.put("graceUntil", end.toString()));
        entry.put("terms", GSON.toJson(terms(key)));
        return entry;
    }

    private static Map<String, Object> terms(ClientKey key) {
        Map<String, Object> terms = new LinkedHashMap<>();
        if (key.budgets().isEmpty()) {
            terms.put("unlimited", true);
        } else {
            Map<String, String> budgets = new LinkedHashMap<>();
            key.budgets().forEach((period, amount) -> budgets.put(period, amount.decimal()));
            terms.put("budgets", budgets);
        }
        Map<String, Integer> limits = new LinkedHashMap<>(key.counts());
        Integer longest = limits.remove("defaultMaxTokens");
        if (!limits.isEmpty()) {
            terms.put("limits", limits);
        }
        if (longest != null) {
            terms.put("defaultMaxTokens", longest);
        }
        if (!key.models().isEmpty()) {
            terms.put("models", key.models());
        }
        if (!key.capabilities().isEmpty()) {
            terms.put("capabilities", key.capabilities());
        }
        key.timeZone().ifPresent(zone -> terms.put("timeZone", zone));
        key.expiresAt().ifPresent(end -> terms.put("expiresAt", end.toString()));
        return terms;
    }
}
