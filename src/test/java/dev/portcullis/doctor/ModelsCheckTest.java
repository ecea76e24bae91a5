package dev.portcullis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.cli.connect.CommandProcess;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code models check} as a person types it, on the example stack and Bedrock's stand-in. */
final class ModelsCheckTest {
    @SuppressWarnings("NullAway.Init")
    private BedrockAccountStandIn bedrock;

    @BeforeEach
    void start() throws IOException {
        bedrock = new BedrockAccountStandIn();
    }

    @AfterEach
    void stop() {
        bedrock.close();
    }

    @Test
    void a_model_without_an_agreement_is_named_with_its_repair() throws Exception {
        bedrock.flaws.put("anthropic.claude-opus-5-5", Map.of("agreement", "NOT_AVAILABLE"));

        CommandProcess.Said said = run();

        assertThat(said.out())
                .startsWith("NAME ")
                .containsPattern("(?m)^claude-opus-5-5 +no +4.4 / 22 +-$")
                .containsPattern("(?m)^claude-opus-5-5: no agreement\n  One who may aws-marketplace:Subscribe accepts");
        assertThat(said.code()).isEqualTo(1);
    }

    @Test
    void a_call_that_the_role_may_not_make_is_no_usable_model() throws Exception {
        bedrock.denied.put("bedrock:GetFoundationModelAvailability", "no identity-based policy allows it");

        JsonObject first = JsonParser.parseString(run("--json").out())
                .getAsJsonObject()
                .getAsJsonArray("models")
                .get(0)
                .getAsJsonObject();

        assertThat(first.get("usable").getAsString()).isEqualTo("?");
        assertThat(first.get("good").getAsBoolean()).isFalse();
        assertThat(first.get("hasPrice").getAsBoolean()).isTrue();
    }

    private CommandProcess.Said run(String... more) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "PATH", "/usr/bin:/bin",
                "AWS_ENDPOINT_URL", bedrock.url().toString(),
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "b");
        return more.length == 0
                ? CommandProcess.run(environment, "models", "check", "--stack", "dev")
                : CommandProcess.run(environment, "models", "check", "--stack", "dev", more[0]);
    }
}
