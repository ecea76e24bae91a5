package dev.portcullis.local.boot.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.local.boot.guest.BootFailure;
import dev.portcullis.release.Ports;
import org.junit.jupiter.api.Test;

class RenderedTest {
    private static final Ports PORTS = new Ports(1, 2, 6, 3, 4, 5);

    @Test
    void the_gate_s_port_and_the_audience_are_those_of_the_run_and_the_rest_is_the_program_s() {
        String rules = """
                [{"hostname":"llm.example.com","service":"http://127.0.0.1:8080",
                  "originRequest":{"access":{"required":true,"teamName":"team","audTags":["${application.aud}"]}}},
                 {"service":"http_status:404"}]""";

        assertThat(new Rendered("/a/desired", "{}", rules)
                        .ingress(PORTS, "0a1b")
                        .toString())
                .isEqualTo("[{\"hostname\":\"llm.example.com\",\"service\":\"http://127.0.0.1:1\",\"originRequest\":"
                        + "{\"access\":{\"required\":true,\"teamName\":\"team\",\"audTags\":[\"0a1b\"]}}},"
                        + "{\"service\":\"http_status:404\"}]");
    }

    @Test
    void a_tunnel_that_does_not_lead_to_the_gate_is_refused() {
        Rendered elsewhere = new Rendered("/a/desired", "{}", "[{\"service\":\"http://127.0.0.1:9999\"}]");

        assertThatThrownBy(() -> elsewhere.ingress(PORTS, "0a1b"))
                .isInstanceOf(BootFailure.class)
                .hasMessage("the tunnel's ingress: expected one rule to http://127.0.0.1:8080, got "
                        + "[{\"service\":\"http://127.0.0.1:9999\"}]\n  As it is, nobody would reach the gate");
    }
}
