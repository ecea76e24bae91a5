package dev.portcullis.local.litellm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PythonTest {
    @TempDir
    private Path bin;

    @ParameterizedTest
    @ValueSource(strings = {"3.10.0", "3.11.7", "3.13.0", "3.14.1"})
    void a_supported_python_is_taken(String version) throws IOException {
        Path command = Scripts.python(bin.resolve("python3"), version, true);

        assertThat(Python.find(List.of(bin))).isEqualTo(new Python(command, version));
    }

    @Test
    void one_with_a_version_in_its_name_is_taken_when_the_plain_one_is_too_old() throws IOException {
        Scripts.python(bin.resolve("python3"), "3.9.18", true);
        Path newer = Scripts.python(bin.resolve("python3.12"), "3.12.1", true);

        assertThat(Python.find(List.of(bin))).isEqualTo(new Python(newer, "3.12.1"));
    }

    @Test
    void a_command_that_fails_is_passed_over() throws IOException {
        Scripts.write(bin.resolve("python3"), "echo 'python3: not found in this project' >&2; exit 127\n");
        Path other = Scripts.python(bin.resolve("python3.11"), "3.11.7", true);

        assertThat(Python.find(List.of(bin))).isEqualTo(new Python(other, "3.11.7"));
    }

    @Test
    void none_at_all_is_said() {
        assertThatThrownBy(() -> Python.find(List.of(bin)))
                .isInstanceOf(BadInput.class)
                .hasMessage("""
                python3: expected Python 3.10 to 3.14, got none
                  Install it and put it on PATH\
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.9.18", "3.15.0", "2.7.18"})
    void an_unsupported_version_is_named(String version) throws IOException {
        Path command = Scripts.python(bin.resolve("python3"), version, true);

        assertThatThrownBy(() -> Python.find(List.of(bin)))
                .isInstanceOf(BadInput.class)
                .hasMessage("""
                python3: expected Python 3.10 to 3.14, got %s (%s)
                  Install another one beside it and put it on PATH\
                """.formatted(version, command));
    }

    @Test
    void a_python_that_cannot_make_environments_is_named_with_what_to_install() throws IOException {
        Path command = Scripts.python(bin.resolve("python3"), "3.11.2", false);

        assertThatThrownBy(() -> Python.find(List.of(bin)))
                .isInstanceOf(BadInput.class)
                .hasMessage("""
                python3: expected Python with the modules venv and ensurepip, got %s without them
                  Install them, on Debian and Ubuntu with 'apt install python3-venv'\
                """.formatted(command));
    }
}
