package dev.portcullis.gate.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bench.Readme;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/api.md} say what the gate does. */
final class ApiDocsTest {
    @Test
    void every_table_is_as_the_gate_does_it() throws Exception {
        for (Map.Entry<String, String> table : ApiDocs.tables().entrySet()) {
            assertThat(Readme.section(ApiDocs.PAGE, table.getKey()))
                    .as("ApiDocs.main writes %s anew", table.getKey())
                    .isEqualTo(table.getValue());
        }
    }
}
