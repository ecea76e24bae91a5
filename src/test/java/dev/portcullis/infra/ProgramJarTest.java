package dev.portcullis.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jars as they were built, opened and started. */
final class ProgramJarTest {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final long THIN = 2_000_000;

    @TempDir
    private Path elsewhere;

    @Test
    void the_programs_jar_holds_what_an_update_needs_and_no_command() throws IOException {
        assertThat(rooms("portcullis.jar"))
                .contains("infra", "settings", "catalogue", "cloudflare", "policy", "release", "input")
                .doesNotContain("cli", "plan", "difference", "operate", "smoke", "local", "gate", "idlestop");
    }

    @Test
    void the_command_lines_jar_holds_commands_what_they_do_and_the_stand_ins() throws IOException {
        assertThat(rooms("portcullis-cli.jar"))
                .containsExactly(
                        "cli",
                        "clients",
                        "connect",
                        "deployed",
                        "difference",
                        "doctor",
                        "init",
                        "local",
                        "operate",
                        "plan",
                        "probe",
                        "removal",
                        "smoke");
    }

    @Test
    void the_gates_jar_holds_all_that_the_host_needs_of_ours_and_no_more() throws IOException {
        assertThat(rooms("portcullis-gate.jar")).containsExactly("catalogue", "gate", "input", "policy", "settings");
    }

    @ParameterizedTest
    @CsvSource({
        "portcullis.jar,dev.portcullis.infra.Program",
        "portcullis-cli.jar,dev.portcullis.cli.Main",
        "portcullis-gate.jar,dev.portcullis.gate.Gate"
    })
    void a_jar_is_thin_and_finds_its_libraries_beside_it(String name, String main) throws IOException {
        try (JarFile jar = new JarFile(TARGET.resolve(name).toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(main);
            assertThat(List.of(jar.getManifest()
                            .getMainAttributes()
                            .getValue("Class-Path")
                            .split(" ")))
                    .isNotEmpty()
                    .allSatisfy(library -> assertThat(TARGET.resolve(library)).exists());
        }
        assertThat(Files.size(TARGET.resolve(name))).isLessThan(THIN);
    }

    @Test
    void the_jar_tells_the_engine_which_providers_it_needs() throws IOException {
        try (JarFile jar = new JarFile(TARGET.resolve("portcullis.jar").toFile())) {
            assertThat(text(jar, "com/pulumi/cloudflare/plugin.json"))
                    .isEqualToIgnoringWhitespace("{\"resource\":true,\"name\":\"cloudflare\",\"version\":\"6.17.0\"}");
            assertThat(text(jar, "com/pulumi/random/plugin.json"))
                    .isEqualToIgnoringWhitespace("{\"resource\":true,\"name\":\"random\",\"version\":\"4.21.0\"}");
        }
    }

    @Test
    void a_jar_of_other_sources_stops_with_the_command_to_run() throws Exception {
        Files.createDirectories(elsewhere.resolve("src/main"));
        Files.writeString(elsewhere.resolve("pom.xml"), "<project/>");

        assertThat(start(elsewhere, Map.of()))
                .isEqualTo("2 target/portcullis.jar: it was not built from the sources beside it\n"
                        + "  Run 'mvn package' and try again\n");
    }

    @Test
    void an_engine_that_hands_over_bad_settings_gets_one_message_and_no_stack_trace() throws Exception {
        String answer = start(
                Path.of("").toAbsolutePath(),
                Map.of(
                        "PULUMI_STACK",
                        "dev",
                        "PULUMI_CONFIG",
                        "{\"portcullis:hostnam\":\"hunter2hunter2hunter2hunter2hunter2\",\"aws:region\":\"eu-west-1\"}"));

        assertThat(answer)
                .startsWith("2 ")
                .contains("portcullis:hostname: expected a fully qualified host name")
                .contains("Did you mean 'hostname'?")
                .doesNotContain("hunter2")
                .doesNotContain("\tat ");
    }

    /** Exit code, a space, and what was printed. */
    private static String start(Path directory, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                TARGET.resolve("portcullis.jar").toString());
        builder.directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + printed;
    }

    private static List<String> rooms(String name) throws IOException {
        try (JarFile jar = new JarFile(TARGET.resolve(name).toFile())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(entry -> entry.startsWith("dev/portcullis/") && entry.endsWith(".class"))
                    .map(entry -> entry.split("/", -1))
                    .filter(parts -> parts.length > 3)
                    .map(parts -> parts[2])
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static String text(JarFile jar, String entry) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
