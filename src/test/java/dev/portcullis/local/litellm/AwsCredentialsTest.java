package dev.portcullis.local.litellm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With scripts for an interpreter; {@code LiteLlmIT} asks the real one. */
final class AwsCredentialsTest {
    private static final String REMEDY = "\n  Set AWS_PROFILE (after 'aws sso login' where it needs one), or"
            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or leave --bedrock out";

    @TempDir
    private Path root;

    @Test
    void found_credentials_are_enough() {
        assertThatCode(() -> require("echo env", Map.of())).doesNotThrowAnyException();
    }

    @Test
    void none_is_said_with_the_next_step() {
        assertThatThrownBy(() -> require("echo", Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessage("--bedrock: expected AWS credentials, got none" + REMEDY);
    }

    @Test
    void of_a_traceback_only_the_reason_is_shown() {
        assertThatThrownBy(() -> require("""
                echo 'Traceback (most recent call last):'
                echo '  File "<string>", line 2, in <module>'
                echo 'botocore.exceptions.ProfileNotFound: The config profile (nobody) could not be found'
                exit 1""", Map.of("AWS_PROFILE", "nobody")))
                .isInstanceOf(BadInput.class)
                .hasMessage("--bedrock: expected AWS credentials, got The config profile (nobody) could not be found"
                        + REMEDY);
    }

    @Test
    void a_token_for_bedrock_alone_is_enough_and_nobody_is_asked() {
        assertThatCode(() -> require("exit 1", Map.of("AWS_BEARER_TOKEN_BEDROCK", "x")))
                .doesNotThrowAnyException();
    }

    @Test
    void only_what_it_is_given_is_looked_at() {
        assertThatCode(() -> require("[ \"$AWS_PROFILE-$USER\" = dev- ] && echo found", Map.of("AWS_PROFILE", "dev")))
                .doesNotThrowAnyException();
    }

    private void require(String script, Map<String, String> aws) throws IOException {
        AwsCredentials.require(Scripts.write(root.resolve("python"), script + "\n"), aws);
    }
}
