package dev.portcullis.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class DesiredDocumentTest {
    private static final String SHA256 = "a".repeat(64);

    @Test
    void the_schema_accepts_its_own_example() throws JsonProcessingException {
        assertThat(DesiredDocument.problems(DesiredDocument.example(SHA256).toString()))
                .isEmpty();
    }

    @Test
    void the_schema_names_every_problem() throws JsonProcessingException {
        ObjectNode document = DesiredDocument.example("short");
        document.put("wages", 1).remove("hostname");

        assertThat(DesiredDocument.problems(document.toString()))
                .containsExactlyInAnyOrder(
                        "$.bundle.sha256: does not match the regex pattern ^[0-9a-f]{64}$",
                        "$: property 'wages' is not defined in the schema and the schema does not allow additional properties",
                        "$: required property 'hostname' not found");
    }
}
