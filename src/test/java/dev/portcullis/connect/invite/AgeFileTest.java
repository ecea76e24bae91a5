package dev.portcullis.connect.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.portcullis.input.BadInput;
import dev.portcullis.probe.ServiceToken;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgeFileTest {
    private static final KeyPair PAIR = pair();
    private static final String PUBLIC = text(PAIR.getPublic());
    private static final String IDENTITY = text(PAIR.getPrivate());

    @TempDir
    private Path folder;

    @Test
    void the_reader_opens_what_was_encrypted_for_it() {
        String file = AgeFile.encrypt("some text", PUBLIC);

        assertThat(AgeFile.isOne(file)).isTrue();
        assertThat(file).doesNotContain("some text");
        assertThat(AgeFile.decrypt("f", file, "# created: today\n" + IDENTITY + "\n"))
                .isEqualTo("some text");
    }

    @Test
    void another_reader_does_not_open_it() {
        String file = AgeFile.encrypt("some text", PUBLIC);

        assertThatThrownBy(() -> AgeFile.decrypt("f", file, text(pair().getPrivate())))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("f: expected a file that this identity opens, unchanged, got another");
    }

    @Test
    void a_changed_file_is_refused() {
        String file = AgeFile.encrypt("some text", PUBLIC);
        int at = file.length() - 60;
        String changed = file.substring(0, at) + (file.charAt(at) == 'A' ? 'B' : 'A') + file.substring(at + 1);

        assertThatThrownBy(() -> AgeFile.decrypt("f", changed, IDENTITY)).isInstanceOf(BadInput.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "age1", "ssh-ed25519 AAAA", "age1qt0f9rskmh6tvgu2waw8d3mxawuw7a2chde2mejpdcrp7ga455ts7245kx"
            })
    void what_is_no_public_key_of_age_is_refused(String recipient) {
        assertThatThrownBy(() -> AgeFile.encrypt("t", recipient))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("--to: expected a public key of age");
    }

    @Test
    void age_itself_opens_it_and_ours_opens_what_age_wrote() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/age")), "SKIPPED: there is no age on this machine");
        Path identity = Files.writeString(folder.resolve("id"), IDENTITY + "\n");
        Path ours = Files.writeString(folder.resolve("ours"), AgeFile.encrypt("some text", PUBLIC));

        assertThat(age("-d", "-i", identity.toString(), ours.toString())).isEqualTo("some text");
        Path text = Files.writeString(folder.resolve("text"), "of age");
        assertThat(AgeFile.decrypt("f", age("-a", "-r", PUBLIC, text.toString()), IDENTITY))
                .isEqualTo("of age");
    }

    @Test
    void an_invitation_is_read_as_it_was_written_and_shows_no_secret() {
        Invitation invitation = new Invitation(
                URI.create("https://llm.example.com"),
                "laptop",
                new ServiceToken("0123456789.access", "s3cret-of-the-token", true),
                "pk-abcdefgh-" + "k".repeat(43));

        assertThat(Invitation.parse("f", invitation.text())).isEqualTo(invitation);
        assertThat(invitation).hasToString("Invitation[laptop at https://llm.example.com]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "not json",
                "{\"portcullisInvitation\":1,\"url\":\"http://llm.example.com\",\"client\":\"a\",\"clientId\":\"12345678\","
                        + "\"clientSecret\":\"12345678\",\"key\":\"pk-abcdefgh-kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\"}"
            })
    void anything_else_is_no_invitation(String text) {
        assertThatThrownBy(() -> Invitation.parse("f", text))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("f: expected an invitation of this release, whole, got something else\n");
    }

    private static String age(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/age"));
        command.addAll(List.of(arguments));
        return new String(new ProcessBuilder(command).start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static KeyPair pair() {
        try {
            return new X25519KeyPairGenerator().generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Key key) {
        return new String(key.getEncoded(), StandardCharsets.US_ASCII);
    }
}
