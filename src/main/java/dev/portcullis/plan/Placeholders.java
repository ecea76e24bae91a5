package dev.portcullis.plan;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Stands for the outputs of a resource that does not exist yet: {@code ${name.property}} for every text, so that
 * policies and documents made from them can be read, and "not known" for the rest.
 */
final class Placeholders {
    /** A new SSM parameter's version is 1, and the host's document lists versions. */
    private static final Map<String, Double> NUMBERS = Map.of("aws:ssm/parameter:Parameter.version", 1.0);

    /** The setting whose values are secrets, which no offline plan knows. */
    static final String SECRET_SETTING = RecordingEngine.PROJECT + ":webhookSecrets";

    static final String SECRET_VALUE = text(RecordingEngine.PROJECT, "webhookSecrets");

    private Placeholders() {}

    /** The resource's state: its inputs, and every other output that its class declares. */
    static Struct state(String type, String name, Struct inputs, Set<String> secretOutputs) {
        Struct.Builder state = inputs.toBuilder();
        for (Field field : fields(type)) {
            String property = field.getAnnotation(Export.class).name();
            if (!inputs.containsFields(property)) {
                Value value = value(type, name, property, field);
                state.putFields(property, secretOutputs.contains(property) ? WireValue.secret(value) : value);
            }
        }
        return state.build();
    }

    static String text(String name, String property) {
        return "${" + name + "." + property + "}";
    }

    private static Value value(String type, String name, String property, Field field) {
        Double number = NUMBERS.get(type + "." + property);
        if (number != null) {
            return WireValue.number(number);
        }
        Class<?>[] refs = field.getAnnotation(Export.class).refs();
        boolean isText = refs.length == 1 && refs[0] == String.class;
        return isText ? WireValue.text(text(name, property)) : WireValue.unknown();
    }

    private static List<Field> fields(String type) {
        try {
            return Arrays.stream(Class.forName(className(type)).getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(Export.class))
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no class declares " + type + "; looked for " + className(type), e);
        }
    }

    /**
     * {@code aws:ec2/instance:Instance} is {@code com.pulumi.aws.ec2.Instance}; the bindings of our own are found
     * in the same way under their own package.
     *
     * @see ResourceType
     */
    private static String className(String type) {
        String[] parts = type.split("[:/]", -1);
        String simple = parts[parts.length - 1];
        String module = parts[1].equals("index") ? "" : parts[1].toLowerCase(Locale.ROOT) + ".";
        return switch (parts[0]) {
            case "cloudflare", "random" -> "dev.portcullis.infra." + parts[0] + "." + simple;
            default -> "com.pulumi." + parts[0] + "." + module + simple;
        };
    }
}
