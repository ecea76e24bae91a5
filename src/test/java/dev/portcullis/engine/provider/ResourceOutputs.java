package dev.portcullis.engine.provider;

import com.pulumi.core.annotations.Export;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names of what a resource's class of the SDK, or of our own bindings, reads back. */
final class ResourceOutputs {
    private ResourceOutputs() {}

    /** Reads them off the class by its annotations, as the engine's SDK does. */
    static Set<String> of(String type) {
        String[] parts = type.split("[:/]", -1);
        String module = parts[1].equals("index") ? "" : parts[1].toLowerCase(Locale.ROOT) + ".";
        String room = parts[0].equals("aws") ? "com.pulumi.aws." : "dev.portcullis.infra." + parts[0] + ".";
        try {
            return Arrays.stream(Class.forName(room + module + parts[parts.length - 1])
                            .getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(Export.class))
                    .map(field -> field.getAnnotation(Export.class).name())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (ClassNotFoundException e) {
            throw new RefusedByService("unknown resource type " + type);
        }
    }
}
