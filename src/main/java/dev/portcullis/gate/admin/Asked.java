package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.ledger.key.AdminKeys.Administrator;
import dev.portcullis.gate.shape.strict.MalformedBody;
import dev.portcullis.gate.shape.strict.StrictJson;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;

/**
 * One request of a known administrator.
 *
 * @param subject the variable segment of the path, decoded; empty when it has none
 */
record Asked(Administrator by, String subject, Query query, Buffer bytes, Instant now) {

    String admin() {
        return by.name();
    }

    ObjectNode body() {
        try {
            return StrictJson.read(bytes.getBytes());
        } catch (MalformedBody e) {
            throw new BadInput(List.of(
                    Problem.plain(e.where(), e.wrong(), "Send one JSON object, as /openapi.yaml describes it")));
        }
    }
}
