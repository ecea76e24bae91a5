package dev.portcullis.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.local.boot.cloud.Rendered;
import dev.portcullis.plan.ExampleStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostRenderingTest {
    private static final Rendered RENDERED = HostRendering.of(ExampleStack.blueprint(Map.of()));

    @Test
    void desired_is_the_program_s_with_its_name() {
        JsonObject desired = JsonParser.parseString(RENDERED.desired()).getAsJsonObject();

        assertThat(RENDERED.name()).isEqualTo("/portcullis/dev/desired");
        assertThat(desired.keySet())
                .contains("format", "bundle", "bundleBucket", "backupBucket", "audience", "clients", "secretVersions");
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
