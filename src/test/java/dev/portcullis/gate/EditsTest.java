package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.StubLiteLlm.Call;
import dev.portcullis.gate.shape.FormText;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one body that is a form, over real sockets. */
final class EditsTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3};

    private TestGate gate;

    @BeforeEach
    void start() throws IOException {
        gate = TestGate.start();
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
    }

    @Test
    void an_edit_arrives_as_a_form_of_the_gates_own() throws Exception {
        HttpResponse<String> answer = gate.send(posting(
                FormText.TYPE,
                new FormText()
                        .text("model", "eraser")
                        .text("model_id", "taken")
                        .text("metadata", "{\"tags\":[\"taken\"]}")
                        .file("image[]", PNG)
                        .file("mask", PNG)
                        .bytes()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-portcullis-dropped")).contains("metadata, model_id");
        Call call = gate.liteLlm.next();
        String boundary = call.headers().get("content-type").replace("multipart/form-data; boundary=", "");
        assertThat(call.line()).isEqualTo("POST /v1/images/edits");
        assertThat(boundary).startsWith("portcullis-");
        assertThat(call.headers().get("content-length"))
                .isEqualTo(Integer.toString(call.body().length()));
        assertThat(call.headers().get("accept")).isEqualTo("application/json");
        assertThat(call.body().toString(StandardCharsets.ISO_8859_1))
                .startsWith("--" + boundary + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\neraser\r\n--"
                        + boundary)
                .endsWith("--" + boundary + "--\r\n")
                .doesNotContain("taken", "callers");
        assertThat(gate.requestLines(1)).singleElement().asString().contains("\"model\":\"eraser\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 2_000_000})
    void a_throttled_edit_is_sent_again_as_it_was_also_from_disk(int length) throws Exception {
        gate.liteLlm.answer(call -> {
            if (gate.liteLlm.waiting() < 2) {
                call.fail(429, "{}");
            } else {
                call.json("{\"data\":[]}");
            }
        });
        byte[] form = new FormText()
                .text("model", "eraser")
                .file("image", Arrays.copyOf(PNG, length))
                .bytes();

        assertThat(gate.send(posting(FormText.TYPE, form)).statusCode()).isEqualTo(200);
        Call first = gate.liteLlm.next();
        assertThat(first.body().length()).isGreaterThan(length);
        Call second = gate.liteLlm.next();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().get("content-type"))
                .isEqualTo(first.headers().get("content-type"));
        gate.requestLines(1);
        assertThat(gate.spooledFiles()).isZero();
    }

    @Test
    void what_is_no_form_is_refused_in_the_shape_of_the_api() {
        HttpResponse<String> refused = gate.send(posting("application/json", "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.body())
                .isEqualTo("{\"error\":{\"message\":\"content-type: expected multipart/form-data with a boundary, got"
                        + " 'application/json'\",\"type\":\"invalid_request_error\",\"param\":null,"
                        + "\"code\":\"unsupported_media_type\"}}");
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    private HttpRequest posting(String contentType, byte[] body) {
        return gate.request("/v1/images/edits")
                .setHeader("content-type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }
}
