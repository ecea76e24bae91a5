package dev.portcullis.settings;

import dev.portcullis.input.Suggestion;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.GivenValue;
import dev.portcullis.settings.value.WebhookAddress;
import dev.portcullis.settings.value.WebhookKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reads the webhooks and holds each against its secret. A secret that is known, as in an update, has to fit its kind; an
 * encrypted one, as in a plan, has to be there.
 */
final class WebhookSettingsReader {
    /** Each is one post for every alert. */
    private static final int MOST = 10;

    private static final String URL = "url";
    private static final String SECRET = "secret";
    private static final List<String> FIELDS = List.of(URL, SECRET);
    private static final String IN_CLEAR = "a text that anyone can read, which is not shown";

    private final RawValue kinds;
    private final RawValue secrets;

    private WebhookSettingsReader(RawValue kinds, RawValue secrets) {
        this.kinds = kinds;
        this.secrets = secrets;
    }

    /** Name to kind, in the order of the names. */
    static Optional<Map<String, WebhookKind>> webhooks(RawConfig raw) {
        Map<String, WebhookKind> webhooks =
                new WebhookSettingsReader(raw.get(Key.WEBHOOKS), raw.get(Key.WEBHOOK_SECRETS)).read();
        return raw.ifSound(() -> webhooks);
    }

    private Map<String, WebhookKind> read() {
        Map<String, WebhookKind> webhooks = new TreeMap<>();
        if (!kinds.isMapping()) {
            kinds.refuse("a mapping of names to kinds", kinds.set(".ops", "slack"));
        }
        List<String> names = kinds.fields();
        if (names.size() > MOST) {
            kinds.refuse("at most " + MOST + " webhooks", names.size() + " of them", "Remove those no longer used");
        }
        boolean readable = secrets.isMapping();
        if (!readable && !secrets.isSecretOf(text -> false)) {
            secrets.refuse("a mapping of names, each with its url", given(secrets), secrets.setSecret(".ops.url"));
        }
        for (String name : names) {
            RawValue value = kinds.field(name, "slack");
            if (isName(name)) {
                Optional<WebhookKind> kind = value.word(WebhookKind.values(), WebhookKind::word);
                kind.ifPresent(known -> webhooks.put(name, known));
                kind.filter(known -> readable).ifPresent(known -> secret(name, known));
            } else {
                value.refuse(
                        "a name of 1 to 30 lower-case letters, digits and single hyphens, a letter first",
                        GivenValue.describe(name),
                        "Rename the webhook, and its entry of webhookSecrets");
            }
        }
        secrets.fields().stream().filter(name -> !names.contains(name)).forEach(this::refuseLonely);
        return webhooks;
    }

    private void secret(String name, WebhookKind kind) {
        RawValue entry = secrets.field(name, "");
        if (entry.isSecretOf(text -> false)) {
            return;
        }
        for (String field : entry.fields()) {
            if (!FIELDS.contains(field)) {
                entry.field(field, "").refuse("a known field", "'" + field + "'", Suggestion.remedy(field, FIELDS));
            }
        }
        demand(entry.field(URL, ""), kind.form(), text -> isAddress(kind, text));
        RawValue secret = entry.field(SECRET, "");
        if (kind.isSigned()) {
            demand(secret, WebhookKind.SECRET_FORM, WebhookKind::isSigningSecret);
        } else if (!secret.isAbsent()) {
            secret.refuse(
                    "no secret, since only messages of the kind generic are signed",
                    "one",
                    "Remove it: its address is the only secret of a webhook of the kind " + kind.word());
        }
    }

    private static void demand(RawValue value, String form, Predicate<String> fits) {
        if (!value.isSecretOf(fits)) {
            value.refuse("an encrypted value: " + form, given(value), value.setSecret(""));
        }
    }

    private static String given(RawValue value) {
        if (value.isAbsent()) {
            return "nothing";
        }
        return value.isSecret() ? "something else" : IN_CLEAR;
    }

    private void refuseLonely(String name) {
        // A name that is none may be an address in the wrong place, so it is not shown.
        RawValue place = isName(name) ? secrets.field(name, "") : secrets;
        place.refuse(
                "the name of an entry of webhooks",
                isName(name) ? "'" + name + "'" : "another name",
                isName(name) ? kinds.set("." + name, "slack") + ", or remove it" : "Rename it or remove it");
    }

    private static boolean isAddress(WebhookKind kind, String text) {
        try {
            return kind.takes(WebhookAddress.of(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isName(String name) {
        try {
            new ClientName(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
