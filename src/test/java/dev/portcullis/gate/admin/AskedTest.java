package dev.portcullis.gate.admin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gate.ledger.key.AdminKeys.Administrator;
import dev.portcullis.input.BadInput;
import dev.portcullis.settings.value.AdminScope;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AskedTest {
    @Test
    void a_malformed_body_says_where_it_is_wrong_and_what_to_send() {
        Asked asked = new Asked(
                new Administrator("first", AdminScope.ALL),
                "",
                new Query(Map.of()),
                Buffer.buffer("{\"a: expected b, got c\":{\"x\":1,\"x\":1}}"),
                Instant.EPOCH);

        assertThatThrownBy(asked::body)
                .isInstanceOf(BadInput.class)
                .hasMessage("a: expected b, got c: the name 'x' occurs twice\n"
                        + "  Send one JSON object, as /openapi.yaml describes it");
    }
}
