package dev.portcullis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.doctor.Fact.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token that Cloudflare is asked with; the CLI is a script that takes the one command and no other. */
final class StackTokenTest {
    private static final String SECRET = "  cloudflare:apiToken:\n    secure: v1:abc:def\n";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void prepare() throws IOException {
        Files.copy(Path.of("Pulumi.yaml"), folder.resolve("Pulumi.yaml"));
        environment.put("PATH", folder.toString());
        pulumi("/bin/grep -q 'secure: v1:abc:def' \"$5\" && echo kept-token");
    }

    @Test
    void the_variable_comes_first() throws Exception {
        stack(SECRET);
        environment.put("CLOUDFLARE_API_TOKEN", "given");

        assertThat(find()).isEqualTo(new StackToken.Usable("given"));
    }

    @Test
    void the_stacks_own_is_decrypted_by_pulumi_from_a_copy_of_the_file() throws Exception {
        stack(SECRET);

        assertThat(find()).isEqualTo(new StackToken.Usable("kept-token"));
        assertThat(Files.readString(folder.resolve("copy"))).doesNotStartWith(folder.toString());
        assertThat(Path.of(Files.readString(folder.resolve("copy")).strip())).doesNotExist();
    }

    @Test
    void a_token_is_never_part_of_a_text() {
        assertThat(new StackToken.Usable("kept-token")).hasToString("a token");
    }

    @Test
    void a_stack_without_one_is_not_asked_about() throws Exception {
        stack("  portcullis:capDayUsd: 10\n");

        assertThat(absent())
                .returns(Standing.NOT_ASKED, Fact::standing)
                .returns("the stack has none and CLOUDFLARE_API_TOKEN is not set", Fact::remedy);
    }

    @Test
    void the_reason_stands_there_when_pulumi_cannot_decrypt_it() throws Exception {
        stack(SECRET);
        pulumi("echo 'error: incorrect passphrase' >&2; exit 1");

        assertThat(absent().standing()).isEqualTo(Standing.NOT_ASKED);
        assertThat(absent().remedy())
                .startsWith("CLOUDFLARE_API_TOKEN is not set, and the stack's own was not read (")
                .contains("passphrase");
    }

    @Test
    void one_that_is_readable_in_the_file_fails_and_is_not_repeated() throws Exception {
        stack("  cloudflare:apiToken: plain-token\n");

        assertThat(absent()).returns(Standing.FAILS, Fact::standing);
        assertThat(absent().toString()).doesNotContain("plain-token");
    }

    private StackToken find() throws IOException {
        return StackToken.find(folder, environment, "prod");
    }

    private Fact absent() throws IOException {
        return ((StackToken.Unusable) find()).fact();
    }

    private void stack(String lines) throws IOException {
        Files.writeString(folder.resolve("Pulumi.prod.yaml"), "config:\n" + lines);
    }

    /** Keeps the name of the file that it was given. */
    private void pulumi(String answer) throws IOException {
        Path file = Files.writeString(folder.resolve("pulumi"), """
                #!/bin/sh
                [ "$1 $2 $3 $4" = 'config get cloudflare:apiToken --config-file' ] || exit 64
                [ "$6 $7 $8 $9" = '--stack prod --non-interactive --color' ] || exit 64
                echo "$5" > copy
                """ + answer + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
