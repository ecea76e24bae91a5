package dev.portcullis.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.InputArgs;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.portcullis.infra.ProviderSchema.Input;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every name in the bindings against the providers' schemas: the compiler cannot see a misspelt property. */
class BindingsTest {
    @ParameterizedTest
    @MethodSource("inputs")
    void every_input_has_the_name_type_and_required_flag_of_the_schema(Class<?> args) {
        var schema = schema(args).type(args.getSimpleName().replaceAll("Args$", ""));
        Map<String, Input> ours = new TreeMap<>();
        for (Field field : args.getDeclaredFields()) {
            Import input = field.getAnnotation(Import.class);
            assertThat(input.name()).isEqualTo(field.getName());
            ours.put(input.name(), new Input(schemaType(value(field)), input.required()));
        }
        assertThat(ours).isNotEmpty();
        assertThat(schema.inputs()).containsAllEntriesOf(ours);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void every_input_that_the_schema_requires_can_be_given(Class<?> args) {
        var schema = schema(args).type(args.getSimpleName().replaceAll("Args$", ""));
        var required = schema.inputs().entrySet().stream()
                .filter(input -> input.getValue().required())
                .map(Map.Entry::getKey)
                .toList();
        assertThat(Stream.of(args.getDeclaredFields()).map(Field::getName)).containsAll(required);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void every_resource_has_the_token_of_the_schema(Class<?> resource) {
        assertThat(resource.getAnnotation(ResourceType.class).type())
                .isEqualTo(schema(resource).type(resource.getSimpleName()).token());
    }

    @ParameterizedTest
    @MethodSource("resources")
    void every_output_has_a_name_of_the_schema(Class<?> resource) {
        var known = schema(resource).type(resource.getSimpleName()).outputs();
        for (Field field : exports(resource)) {
            assertThat(field.getAnnotation(Export.class).name())
                    .isEqualTo(field.getName())
                    .isIn(known);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudflare", "random"})
    void every_resource_of_the_table_has_a_class(String provider) {
        var bound = classes(CustomResource.class)
                .filter(type -> provider.equals(provider(type)))
                .map(Class::getSimpleName);
        var listed = ProviderSchema.of(provider).types().entrySet().stream()
                .filter(type -> !type.getKey().startsWith("Get"))
                .filter(type -> !type.getValue().token().isEmpty())
                .map(Map.Entry::getKey);
        assertThat(bound).containsExactlyInAnyOrderElementsOf(listed.toList());
    }

    @ParameterizedTest
    @CsvSource({"cloudflare, 6.17.0", "random, 4.21.0"})
    void the_plugin_file_names_the_pinned_release(String provider, String version) throws IOException {
        try (InputStream file = BindingsTest.class.getResourceAsStream("/com/pulumi/" + provider + "/plugin.json")) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            Object plugin = new Gson().fromJson(text, Object.class);
            assertThat(plugin).isEqualTo(Map.of("resource", true, "name", provider, "version", version));
        }
    }

    static Stream<Class<?>> inputs() {
        return classes(InputArgs.class);
    }

    static Stream<Class<?>> resources() {
        return classes(CustomResource.class);
    }

    private static Stream<Class<?>> classes(Class<?> base) {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.portcullis.infra.cloudflare", "dev.portcullis.infra.random")
                        .stream()
                        .filter(type -> type.isAssignableTo(base))
                        .map(JavaClass::reflect);
    }

    private static List<Field> exports(Class<?> resource) {
        return Stream.of(resource.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Export.class))
                .toList();
    }

    private static ProviderSchema schema(Class<?> type) {
        return ProviderSchema.of(provider(type));
    }

    private static String provider(Class<?> type) {
        return type.getPackageName().contains(".cloudflare") ? "cloudflare" : "random";
    }

    private static Type value(Field input) {
        return ((ParameterizedType) input.getGenericType()).getActualTypeArguments()[0];
    }

    /** {@code List<RulesetRuleArgs>} is {@code list:object:RulesetRule} in the tables. */
    private static String schemaType(Type java) {
        if (java instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return (of.length == 1 ? "list:" : "map:") + schemaType(of[of.length - 1]);
        }
        String name = ((Class<?>) java).getSimpleName();
        return switch (name) {
            case "String" -> "string";
            case "Boolean" -> "boolean";
            case "Integer" -> "integer";
            case "Double" -> "number";
            case "Object" -> "any";
            default -> "object:" + name.replaceAll("Args$", "");
        };
    }
}
