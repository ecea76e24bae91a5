package dev.portcullis.infra.gateway;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.infra.random.RandomPassword;
import dev.portcullis.infra.random.RandomPasswordArgs;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.settings.Client;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The secrets of the virtual keys that the stack declares. Their terms are in the host's bundle, which every change of
 * them makes anew.
 */
final class ClientKeys {
    /** Begins the names of their parameters. */
    static final String PART = "client-key-";

    /** As the gate has it: eight letters and digits that stay, and 43 that a rotation replaces. */
    private static final int ID_LENGTH = 8;

    private static final int SECRET_LENGTH = 43;

    private final Map<String, Output<String>> texts = new LinkedHashMap<>();

    ClientKeys(String name, Site site, CustomResourceOptions child) {
        for (Client client : site.settings().clients()) {
            client.key().ifPresent(key -> {
                String part = name + "-" + PART + client.name().value();
                Output<String> id = random(part + "-id", ID_LENGTH, Map.of(), child);
                Output<String> secret = random(
                        part + "-value", SECRET_LENGTH, Map.of("version", Integer.toString(key.version())), child);
                texts.put(
                        client.name().value(),
                        Output.tuple(id, secret)
                                .applyValue(both -> "pk-" + both.t1.toLowerCase(Locale.ROOT) + "-" + both.t2)
                                .asSecret());
            });
        }
    }

    /** Parameter to the key's text. */
    Map<String, Output<String>> parameters() {
        Map<String, Output<String>> parameters = new LinkedHashMap<>();
        texts.forEach((client, text) -> parameters.put(PART + client, text));
        return parameters;
    }

    /** Client to the key's text. */
    Output<Map<String, String>> byClient() {
        List<String> names = List.copyOf(texts.keySet());
        return Output.all(List.copyOf(texts.values()))
                .applyValue(values -> {
                    Map<String, String> keys = new TreeMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        keys.put(names.get(i), values.get(i));
                    }
                    return keys;
                })
                .asSecret();
    }

    private static Output<String> random(
            String name, int length, Map<String, String> keepers, CustomResourceOptions child) {
        RandomPasswordArgs.Builder args =
                RandomPasswordArgs.builder().length(length).special(false);
        if (!keepers.isEmpty()) {
            args.keepers(keepers);
        }
        return new RandomPassword(name, args.build(), child).result();
    }
}
