package dev.portcullis.settings;

import dev.portcullis.input.Suggestion;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.GivenValue;
import dev.portcullis.settings.value.GoDuration;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The callers and their fields. A field that is left out has a meaning of its own, since {@code Pulumi.yaml} can give
 * defaults to whole keys only.
 */
final class ClientsReader {
    /** Cloudflare's limit of service tokens in an account. */
    private static final int MOST = 50;

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final String EXAMPLE = "8760h";
    private static final List<String> FIELDS =
            List.of("duration", "secretVersion", "graceUntil", "emergency", "key", "keyVersion");

    private ClientsReader() {}

    /**
     * The clients in the order of their names, because an engine that passes JSON does not keep the order of the file.
     */
    static Optional<List<Client>> clients(RawConfig raw) {
        RawValue value = raw.get(Key.CLIENTS);
        List<String> names = value.fields();
        if (names.isEmpty()) {
            value.refuse("at least one client with its duration", value.set(".laptop.duration", EXAMPLE));
        }
        if (names.size() > MOST) {
            value.refuse("at most " + MOST + " clients", names.size() + " of them", "Remove those no longer used");
        }
        List<Optional<Client>> clients = names.stream()
                .map(name -> client(raw, name, value.field(name, EXAMPLE)))
                .toList();
        return raw.ifSound(() -> clients.stream()
                .map(Optional::orElseThrow)
                .sorted(Comparator.comparing(client -> client.name().value()))
                .toList());
    }

    private static Optional<Client> client(RawConfig raw, String name, RawValue value) {
        if (!value.isMapping()) {
            value.refuse("a mapping with the field duration", value.set(".duration", EXAMPLE));
            return Optional.empty();
        }
        Optional<ClientName> clientName = name(name, value);
        for (String field : value.fields()) {
            if (!FIELDS.contains(field)) {
                value.field(field, "").refuse("a known field", "'" + field + "'", Suggestion.remedy(field, FIELDS));
            }
        }
        var duration = value.field("duration", EXAMPLE)
                .as("how long the token lives, from 1h to 87600h such as 8760h", ClientsReader::life);
        var secret = ClientSecret.read(raw, value);
        RawValue key = value.field("key", "{}");
        var declared = key.isAbsent()
                ? Optional.<ClientKey>empty()
                : ClientKeyReader.read(
                        raw, key, secret.map(ClientSecret::keyVersion).orElse(1));
        return raw.ifSound(() -> new Client(
                clientName.orElseThrow(),
                duration.orElseThrow(),
                secret.orElseThrow().version(),
                secret.orElseThrow().graceUntil(),
                declared));
    }

    private static Optional<ClientName> name(String name, RawValue value) {
        try {
            return Optional.of(new ClientName(name));
        } catch (IllegalArgumentException e) {
            value.refuse(
                    "a name of 1 to 30 lower-case letters, digits and single hyphens, a letter first",
                    GivenValue.describe(name),
                    "Rename the client");
            return Optional.empty();
        }
    }

    private static GoDuration life(String text) {
        return new GoDuration(text).within(SHORTEST, LONGEST);
    }
}
