package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Embeddings in the format that was asked for. */
final class EmbeddingsTest {
    private TestGate gate;

    @BeforeEach
    void start() throws IOException {
        gate = TestGate.start();
        gate.liteLlm.answer(call -> call.response()
                .putHeader("content-type", "application/json")
                .end("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[1.0,-0.5]}],"
                        + "\"model\":\"m\",\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}"));
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
    }

    @Test
    void a_client_that_asks_for_base64_gets_little_endian_floats_and_the_others_numbers() {
        String body = "{\"model\":\"vector\",\"input\":\"hello world\"%s}";
        HttpResponse<String> encoded = gate.post("/v1/embeddings", body.formatted(",\"encoding_format\":\"base64\""));
        assertThat(encoded.body()).contains("\"embedding\":\"AACAPwAAAL8=\"").contains("\"prompt_tokens\":3");
        assertThat(encoded.headers().firstValue("x-portcullis-dropped")).isEmpty();
        assertThat(gate.post("/v1/embeddings", body.formatted(",\"encoding_format\":\"float\""))
                        .body())
                .contains("\"embedding\":[1.0,-0.5]");
    }
}
