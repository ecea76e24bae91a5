package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded table of what the engine makes of YAML, from which the reader of {@code plan} is tested, is true. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class EngineYamlIT {
    private static final JsonObject TABLE = table();

    private static Path folder;
    private static PulumiCli pulumi;
    private static String salt;

    @BeforeAll
    static void start() throws Exception {
        Path tools = EngineTools.folder();
        folder = Checkout.folder();
        Files.createDirectories(folder.resolve("target"));
        Files.writeString(
                folder.resolve("Pulumi.yaml"),
                "name: portcullis\nruntime:\n  name: java\n  options:\n    binary: target/dump.jar\n");
        jar(folder.resolve("target/dump.jar"));
        pulumi = new PulumiCli(folder, tools, folder, Map.of(ConfigDump.FILE, dump().toString()));
        assertThat(pulumi.pulumi("stack", "init", "dev").exit()).isZero();
        salt = Files.readString(stackFile());
    }

    @AfterAll
    static void stop() throws IOException {
        if (folder != null) {
            Checkout.remove(folder);
        }
    }

    static Stream<JsonObject> refusedScalars() {
        return rows("scalars").filter(row -> row.has("refused"));
    }

    static Stream<JsonObject> documents() {
        return rows("documents");
    }

    static Stream<JsonObject> set() {
        return rows("set");
    }

    @Test
    void every_scalar_reaches_the_program_as_recorded() throws IOException {
        List<JsonObject> scalars = rows("scalars").filter(row -> row.has("key")).toList();
        StringBuilder keys = new StringBuilder();
        StringBuilder fields = new StringBuilder("  portcullis:fields:\n");
        for (int i = 0; i < scalars.size(); i++) {
            String yaml = scalars.get(i).get("yaml").getAsString();
            keys.append("  portcullis:k").append(i).append(": ").append(yaml).append('\n');
            fields.append("    f").append(i).append(": ").append(yaml).append('\n');
        }
        JsonObject given = given(keys.append(fields).toString()).orElseThrow();

        JsonObject given2 = JsonParser.parseString(
                        given.get("portcullis:fields").getAsString())
                .getAsJsonObject();
        for (int i = 0; i < scalars.size(); i++) {
            JsonObject row = scalars.get(i);
            assertThat(given.get("portcullis:k" + i)).as("%s", row).isEqualTo(row.get("key"));
            assertThat(given2.get("f" + i).toString())
                    .as("%s", row)
                    .isEqualTo(JsonParser.parseString(row.get("field").getAsString())
                            .toString());
        }
    }

    @ParameterizedTest
    @MethodSource("refusedScalars")
    void a_scalar_that_the_engine_refuses_is_recorded_as_such(JsonObject row) throws IOException {
        assertThat(given("  portcullis:a: " + row.get("yaml").getAsString() + "\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_reaches_the_program_as_recorded(JsonObject row) throws IOException {
        Optional<JsonObject> given = given(row.get("yaml").getAsString());

        assertThat(given.map(JsonElement::toString))
                .isEqualTo(Optional.ofNullable(row.get("given")).map(JsonElement::toString));
    }

    @ParameterizedTest
    @MethodSource("set")
    void config_set_writes_what_is_recorded(JsonObject row) throws IOException {
        Files.writeString(stackFile(), salt + "config: {}\n");
        String[] arguments = row.getAsJsonArray("arguments").asList().stream()
                .map(JsonElement::getAsString)
                .toArray(String[]::new);

        assertThat(pulumi.pulumi(arguments).exit()).isZero();
        assertThat(Files.readString(stackFile()).replace(salt, ""))
                .isEqualTo(row.get("file").getAsString());
    }

    /** The settings that the program got from these lines below {@code config:}; empty when the engine refused them. */
    private static Optional<JsonObject> given(String config) throws IOException {
        Files.writeString(stackFile(), salt + "config:\n" + config);
        Files.deleteIfExists(dump());
        pulumi.pulumi("preview", "--stack", "dev");
        return Files.exists(dump())
                ? Optional.of(JsonParser.parseString(Files.readString(dump())).getAsJsonObject())
                : Optional.empty();
    }

    private static Path stackFile() {
        return folder.resolve("Pulumi.dev.yaml");
    }

    private static Path dump() {
        return folder.resolve("given.json");
    }

    private static Stream<JsonObject> rows(String part) {
        JsonArray rows = TABLE.getAsJsonArray(part);
        return StreamSupport.stream(rows.spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    private static JsonObject table() {
        try {
            return JsonParser.parseString(Files.readString(Path.of("src/test/resources/engine/yaml.json")))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ConfigDump.class.getName());
        String entry = ConfigDump.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(
                    ConfigDump.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
            jar.closeEntry();
        }
    }
}
