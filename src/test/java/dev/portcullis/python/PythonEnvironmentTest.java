package dev.portcullis.python;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonEnvironmentTest {
    @Test
    void a_machine_without_python_is_told_what_to_install(@TempDir Path directory) {
        Path lock = Path.of("src/test/python/moto.lock");
        assertThatThrownBy(() -> PythonEnvironment.install("no-such-python", lock, directory.resolve("venv")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no-such-python: expected a Python of at least 3.10 on the PATH, got none\n"
                        + "  Install it (with its venv module): some tests run against Python programs");
    }
}
