package dev.portcullis.gate.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlMap;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.WebhookAddress;
import dev.portcullis.settings.value.WebhookKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The part of the gate's file that lists the webhooks. The address of each is a secret, so it is in a credential file:
 * JSON with url and, for a signed webhook, secret, in Base64 so that no sign of it needs quoting on the way.
 */
final class WebhooksReader {
    private static final String WORDS = "slack, teams, discord or generic";

    private final YamlMap file;
    private final Path folder;
    private final Problems problems;

    WebhooksReader(YamlMap file, Path folder, Problems problems) {
        this.file = file;
        this.folder = folder;
        this.problems = problems;
    }

    List<Webhook> read() {
        List<Webhook> webhooks = new ArrayList<>();
        for (YamlMap map : file.maps("webhooks")) {
            Optional<ClientName> name = map.value("name", "a name such as ops", ClientName::new);
            Optional<WebhookKind> kind = map.value("kind", WORDS, WebhooksReader::kind);
            Optional<Path> path = map.value("secretFile", "the path of a file that exists", folder::resolve);
            map.refuseOthers();
            name.flatMap(known -> kind.flatMap(of -> path.flatMap(at -> webhook(known.value(), of, at))))
                    .ifPresent(webhooks::add);
        }
        return webhooks;
    }

    private Optional<Webhook> webhook(String name, WebhookKind kind, Path path) {
        try {
            byte[] text = Base64.getUrlDecoder().decode(Files.readString(path).strip());
            JsonNode given = new ObjectMapper().readTree(text);
            Optional<String> secret = Optional.ofNullable(given.get("secret"))
                    .map(JsonNode::asText)
                    .filter(some -> !some.isEmpty());
            WebhookAddress address = WebhookAddress.of(given.path("url").asText());
            boolean sound = kind.isSigned() == secret.isPresent()
                    && secret.filter(some -> !WebhookKind.isSigningSecret(some)).isEmpty()
                    && kind.takes(address);
            if (!sound) {
                throw new IllegalArgumentException("a secret where none belongs, or another service's address");
            }
            return Optional.of(new Webhook(name, kind, address, secret));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(
                    String.valueOf(path.getFileName()),
                    "the address of a webhook of the kind " + kind.word() + (kind.isSigned() ? ", and its secret" : ""),
                    "something else",
                    "Write the credential of the webhook " + name + " anew");
            return Optional.empty();
        }
    }

    private static WebhookKind kind(String text) {
        return Arrays.stream(WebhookKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }
}
