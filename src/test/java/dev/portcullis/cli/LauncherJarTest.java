package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./portcullis} as a person starts it, with the jars that this build made. */
final class LauncherJarTest {
    private static final Path LAUNCHER = Path.of("portcullis").toAbsolutePath();

    @TempDir
    private Path elsewhere;

    private Path tools;

    /** A PATH with what the launcher needs and nothing else, so that a missing tool can be shown. */
    @BeforeEach
    void lay_out_tools() throws IOException {
        tools = Files.createDirectory(elsewhere.resolve("tools"));
        for (String tool :
                List.of("bash", "env", "dirname", "readlink", "sed", "mkdir", "head", "grep", "cat", "sleep")) {
            Path found = Stream.of("/usr/bin", "/bin")
                    .map(folder -> Path.of(folder, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(tools.resolve(tool), found);
        }
    }

    @Test
    void it_runs_from_any_directory_and_through_a_link() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("gateway"), LAUNCHER);

        assertThat(run(Map.of(), link.toString(), "plan", "--help"))
                .startsWith("0 Usage: portcullis plan")
                .doesNotContain("Built");
    }

    @Test
    void it_passes_the_exit_code_on() throws Exception {
        assertThat(run(Map.of(), LAUNCHER.toString(), "plan", "--stack", "nowhere"))
                .startsWith("2 ");
    }

    @Test
    void without_java_it_says_what_to_install() throws Exception {
        assertThat(run(Map.of("PATH", tools.toString(), "JAVA_HOME", ""), LAUNCHER.toString(), "plan"))
                .isEqualTo("2 java: expected a JDK of version 17 or later, got none\n"
                        + "  Install one, for example Temurin 21, and put it on PATH or set JAVA_HOME\n");
    }

    @Test
    void an_old_java_is_named_with_its_version() throws Exception {
        Path home = old("JAVA_VERSION=\"11.0.2\"\n");

        assertThat(run(Map.of("JAVA_HOME", home.toString()), LAUNCHER.toString(), "plan"))
                .isEqualTo("2 java: expected a JDK of version 17 or later, got version 11\n"
                        + "  Install a newer one and put it on PATH or set JAVA_HOME (now: " + home + "/bin/java)\n");
    }

    @Test
    void without_maven_an_unbuilt_checkout_says_what_to_install() throws Exception {
        Path checkout = Files.createDirectory(elsewhere.resolve("checkout"));
        Files.copy(LAUNCHER, checkout.resolve("portcullis"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Path home = Path.of(System.getProperty("java.home"));

        assertThat(run(
                        Map.of("PATH", tools.toString(), "JAVA_HOME", home.toString()),
                        checkout.resolve("portcullis").toString(),
                        "plan"))
                .isEqualTo("2 mvn: expected Maven 3.8.6 or later, got none\n"
                        + "  Install Maven; the first build downloads its libraries\n");
    }

    private Path old(String release) throws IOException {
        Path home = Files.createDirectories(elsewhere.resolve("jdk"));
        Files.createDirectories(home.resolve("bin"));
        Path java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nexit 9\n");
        java.toFile().setExecutable(true);
        Files.writeString(home.resolve("release"), release);
        return home;
    }

    private String run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(elsewhere.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + printed;
    }
}
