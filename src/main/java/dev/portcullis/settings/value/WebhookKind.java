package dev.portcullis.settings.value;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The service that a webhook belongs to, which decides the form of a message; {@code GENERIC} is a receiver of one's own.
 * An address of another service would take the secret path there, so each kind knows the addresses that its service
 * hands out.
 */
public enum WebhookKind {
    /** Not those of Slack's workflows, which take variables and no message. */
    SLACK("https://hooks.slack.com/services/...", "hooks\\.slack(?:-gov)?\\.com/services/[A-Za-z0-9/]+"),
    /** The addresses of workflows, by either of their hosts; Microsoft ends those of connectors. */
    TEAMS(
            "the address of a workflow, whose host ends with .api.powerplatform.com or .logic.azure.com",
            "[a-z0-9.-]+\\.(?:api\\.powerplatform\\.com|logic\\.azure\\.com)/.+"),
    /** Without the ends /slack and /github, which take those services' messages. */
    DISCORD(
            "https://discord.com/api/webhooks/...",
            "(?:(?:canary|ptb)\\.)?discord(?:app)?\\.com/api/(?:v[0-9]+/)?webhooks/[0-9]+/[A-Za-z0-9_-]+"),
    GENERIC("an https address on port 443 under a public name", ".+");

    /** The length of a signing secret, for a person. */
    public static final String SECRET_FORM = "32 to 200 letters, digits and signs without spaces";

    private static final Pattern SECRET = Pattern.compile("[!-~]{32,200}");

    private final String form;
    private final Pattern addresses;

    WebhookKind(String form, String addresses) {
        this.form = form;
        this.addresses = Pattern.compile(addresses);
    }

    /** The word used in settings and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The form of this kind's addresses, for a person. */
    public String form() {
        return form;
    }

    /** Whether messages carry a signature, for which the receiver and the gate share a secret. */
    public boolean isSigned() {
        return this == GENERIC;
    }

    /** Whether a text may be that secret: too long to be guessed, and in signs that need no quoting. */
    public static boolean isSigningSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /** Whether the service hands out such addresses. */
    public boolean takes(WebhookAddress address) {
        return addresses
                .matcher(address.uri().getHost() + address.uri().getRawPath())
                .matches();
    }
}
