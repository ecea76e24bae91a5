package dev.portcullis.release;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.portcullis.settings.value.WebhookKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the gate's file that lists the webhooks; the address of each is a credential file. */
final class WebhooksFile {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private WebhooksFile() {}

    /** @param credentials the folder of the credential files, with its last slash */
    static String render(Map<String, WebhookKind> webhooks, String credentials) {
        List<Map<String, String>> entries = new ArrayList<>();
        webhooks.forEach((name, kind) -> {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("name", name);
            entry.put("kind", kind.word());
            // systemd joins the folder's name and the file's.
            entry.put("secretFile", credentials + "webhooks_" + name);
            entries.add(entry);
        });
        return entries.isEmpty() ? "" : "webhooks: " + GSON.toJson(entries) + "\n";
    }
}
