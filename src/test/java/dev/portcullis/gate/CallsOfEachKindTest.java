package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The calls into which faults are injected: without a fault, each of them has to reach the end of its way. */
final class CallsOfEachKindTest {
    @Test
    void each_is_answered_every_time_as_its_kind_is_meant_to_be() throws IOException {
        try (CallsOfEachKind calls = new CallsOfEachKind()) {
            Map<String, String> first = new LinkedHashMap<>();
            Map<String, String> again = new LinkedHashMap<>();
            for (String name : calls.names()) {
                first.put(name, calls.call(name));
                calls.awaitSettled();
                again.put(name, calls.call(name));
                calls.awaitSettled();
            }

            Map<String, String> meant = new LinkedHashMap<>();
            calls.names().forEach(name -> meant.put(name, "200"));
            meant.put("refused by the model", "400");
            meant.put("busy model", "429");
            meant.put("admin: new key", "201");
            assertThat(first).isEqualTo(meant);
            assertThat(again).isEqualTo(meant);
        }
    }
}
