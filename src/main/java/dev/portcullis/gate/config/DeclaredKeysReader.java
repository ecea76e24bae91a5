package dev.portcullis.gate.config;

import dev.portcullis.gate.config.GateConfig.DeclaredKey;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlMap;
import dev.portcullis.settings.value.ClientName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of the gate's file that lists the virtual keys of the stack. Their terms are read with the admin API's. */
final class DeclaredKeysReader {
    private final YamlMap file;
    private final Path folder;
    private final Problems problems;

    DeclaredKeysReader(YamlMap file, Path folder, Problems problems) {
        this.file = file;
        this.folder = folder;
        this.problems = problems;
    }

    List<DeclaredKey> read() {
        List<DeclaredKey> keys = new ArrayList<>();
        Set<ClientName> seen = new HashSet<>();
        for (YamlMap map : file.maps("declaredKeys")) {
            Optional<ClientName> client = map.value("client", "a client's name such as laptop", ClientName::new);
            Optional<KeyText> secret = map.value("secretFile", "the path of a file that exists", folder::resolve)
                    .flatMap(this::secret);
            Optional<Instant> grace =
                    map.optionalValue("graceUntil", "a time such as 2027-01-31T00:00:00Z", Instant::parse);
            Optional<String> terms = map.text("terms");
            map.refuseOthers();
            if (client.isPresent() && !seen.add(client.get())) {
                problems.add(map.where("client"), "each client once", "it twice", "Remove one of the two keys");
            }
            if (client.isPresent() && secret.isPresent() && terms.isPresent()) {
                keys.add(new DeclaredKey(client.get(), secret.get(), grace, terms.get()));
            }
        }
        return keys;
    }

    private Optional<KeyText> secret(Path path) {
        return CredentialFile.read(path, "the key that the stack declares", problems)
                .flatMap(secret -> {
                    Optional<KeyText> key = KeyText.parse(secret.value());
                    if (key.isEmpty()) {
                        problems.add(
                                String.valueOf(path.getFileName()),
                                "a virtual key, such as pk-0123abcd-… with 43 characters at its end",
                                "something else of " + secret.value().length() + " characters",
                                "Run 'pulumi up'");
                    }
                    return key;
                });
    }
}
