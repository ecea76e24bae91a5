package dev.portcullis.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.local.boot.cloud.Rendered;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.release.DesiredDocument;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostRenderingTest {
    private static final Rendered RENDERED = HostRendering.of(ExampleStack.blueprint(Map.of()));

    @Test
    void the_desired_state_is_what_its_schema_describes() throws JsonProcessingException {
        JsonObject desired = JsonParser.parseString(RENDERED.desired()).getAsJsonObject();

        assertThat(RENDERED.name()).isEqualTo("/portcullis/dev/desired");
        // Only Cloudflare knows the audience; the boot test sets its own.
        assertThat(DesiredDocument.problems(RENDERED.desired()))
                .containsExactly("$.audience: does not match the regex pattern ^[0-9a-f]+$");
        assertThat(desired.get("hostname").getAsString()).isEqualTo("llm.example.com");
    }

    @Test
    void the_tunnel_s_rules_are_the_program_s() {
        JsonArray rules = JsonParser.parseString(RENDERED.ingress()).getAsJsonArray();
        JsonObject toGate = rules.get(0).getAsJsonObject();

        assertThat(toGate.get("service").getAsString()).isEqualTo("http://127.0.0.1:8080");
        assertThat(toGate.getAsJsonObject("originRequest")
                        .getAsJsonObject("access")
                        .get("required")
                        .getAsBoolean())
                .isTrue();
        assertThat(rules.get(rules.size() - 1).getAsJsonObject().get("service").getAsString())
                .isEqualTo("http_status:404");
    }
}
