package dev.portcullis.docs;

import dev.portcullis.doctor.FactKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The table of {@code doctor}'s rows in {@code docs/troubleshooting.md}. */
final class DoctorTableTest {
    @Test
    void the_page_has_every_row_that_the_doctor_can_print() throws IOException {
        StringBuilder table = new StringBuilder("| asked of | row | expected |\n|---|---|---|\n");
        for (FactKind kind : FactKind.values()) {
            table.append("| ")
                    .append(kind.area().title())
                    .append(" | ")
                    .append(kind.title().replace("%s", "…"))
                    .append(" | ")
                    .append(kind.expected())
                    .append(" |\n");
        }
        GeneratedBlock.of("docs/troubleshooting.md", "doctor").check(table.toString());
    }
}
