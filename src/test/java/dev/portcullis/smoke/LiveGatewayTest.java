package dev.portcullis.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import dev.portcullis.probe.ServiceToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveGatewayTest {
    private static final Credentials CREDENTIALS = new Credentials(new ServiceToken("id", "secret", true), "key");

    @Test
    void a_host_a_port_and_a_final_slash_will_do() {
        assertThat(LiveGateway.at("https://llm.example.com:8443/", CREDENTIALS).url())
                .hasToString("https://llm.example.com:8443");
        assertThat(LiveGateway.at("http://127.0.0.1:8080", CREDENTIALS).url()).hasToString("http://127.0.0.1:8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://llm.example.com",
                "https://llm.example.com/v1",
                "https://llm.example.com?x",
                "https://user@llm.example.com",
                "llm.example.com",
                "https://llm example.com",
                "ftp://127.0.0.1"
            })
    void what_sends_secrets_in_the_clear_or_elsewhere_is_refused_without_being_repeated(String url) {
        assertThatThrownBy(() -> LiveGateway.at(url, CREDENTIALS))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "--url: expected https://HOST without a path, or http://127.0.0.1:PORT of a running try, got"
                                + " " + url.length() + " characters of another form\n  Give scheme and host alone");
    }
}
