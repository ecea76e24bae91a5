package dev.portcullis.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialsTest {
    private static final Map<String, String> ALL = Map.of(
            "CF_ACCESS_CLIENT_ID", "0123456789abcdef.access",
            "CF_ACCESS_CLIENT_SECRET", "cfast_0123456789",
            "PORTCULLIS_KEY", "pk-nightly-0123456789");

    @TempDir
    private Path folder;

    @Test
    void the_environment_and_a_file_say_the_same() throws IOException {
        Path file = file(
                "rw-------",
                "# mine\nCF_ACCESS_CLIENT_ID=0123456789abcdef.access\nCF_ACCESS_CLIENT_SECRET = cfast_0123456789\n"
                        + "PORTCULLIS_KEY=pk-nightly-0123456789\n");

        assertThat(Credentials.read(file)).isEqualTo(Credentials.of(ALL));
        assertThat(Credentials.of(ALL).key()).isEqualTo("pk-nightly-0123456789");
        assertThat(Credentials.of(ALL)).hasToString("Credentials[]");
    }

    @Test
    void a_file_that_others_can_read_is_refused_unread() throws IOException {
        Path file = file("rw-r-----", "no matter what");

        assertThatThrownBy(() -> Credentials.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessage("--credentials: expected a file that only its owner can read, got '" + file
                        + "', which others can read or write\n  Run: chmod 600 " + file);
    }

    @Test
    void what_is_missing_or_malformed_is_told_at_once_and_never_shown() {
        assertThatThrownBy(() -> Credentials.of(
                        Map.of("CF_ACCESS_CLIENT_SECRET", "secret\r\nx-header: y", "PORTCULLIS_KEY", "0123456789")))
                .isInstanceOf(BadInput.class)
                .hasMessage("2 problems:\n"
                        + "CF_ACCESS_CLIENT_ID: expected 8 to 200 letters, digits and _ . - in the environment, got"
                        + " nothing\n  Set it there, or name a file with --credentials\n"
                        + "CF_ACCESS_CLIENT_SECRET: expected 8 to 200 letters, digits and _ . - in the environment, got"
                        + " 19 characters of another form\n  Set it there, or name a file with --credentials");
    }

    private Path file(String mode, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("caller.env"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
