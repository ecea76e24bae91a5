package dev.portcullis.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The tables under {@code schema/}: what a provider says its resources, look-ups and nested values are called. */
record ProviderSchema(Map<String, Type> types) {
    record Input(String type, boolean required) {}

    record Type(String token, Map<String, Input> inputs, List<String> outputs, Set<String> secrets) {}

    static ProviderSchema of(String provider) {
        Map<String, Type> types = new LinkedHashMap<>();
        Type current = new Type("", new LinkedHashMap<>(), new ArrayList<>(), new TreeSet<>());
        for (String line : lines(provider)) {
            String[] words = line.strip().split(" ", -1);
            if (line.startsWith("  in ")) {
                current.inputs().put(words[1], new Input(words[2], words.length == 4));
            } else if (line.startsWith("  out ")) {
                current.outputs().add(words[1]);
                if (words.length == 3) {
                    current.secrets().add(words[1]);
                }
            } else {
                String token = words.length == 2 ? words[1] : "";
                current = new Type(token, new LinkedHashMap<>(), new ArrayList<>(), new TreeSet<>());
                types.put(words[0], current);
            }
        }
        return new ProviderSchema(types);
    }

    Type type(String name) {
        return Objects.requireNonNull(types.get(name), () -> "the schema has no " + name);
    }

    private static List<String> lines(String provider) {
        try (InputStream table = ProviderSchema.class.getResourceAsStream("/schema/" + provider + ".txt")) {
            String text = new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
