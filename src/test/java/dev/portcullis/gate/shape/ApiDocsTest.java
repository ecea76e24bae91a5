package dev.portcullis.gate.shape;

import dev.portcullis.docs.GeneratedBlock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/api.md} say what the gate does. */
final class ApiDocsTest {
    @Test
    void every_table_is_as_the_gate_does_it() throws Exception {
        for (Map.Entry<String, String> table : ApiDocs.tables().entrySet()) {
            new GeneratedBlock(ApiDocs.PAGE, table.getKey()).check(table.getValue());
        }
    }
}
