package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventBoundaryTest {
    private final EventBoundary boundary = new EventBoundary();

    @Test
    void the_beginning_is_one() {
        assertThat(boundary.isHere()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "data: 1||,true",
        "data: 1|,false",
        "data: 1,false",
        "data: 1~|~|,true",
        "data: 1~|,false",
        "||data: 1|,false",
        "x||,true",
    })
    void an_empty_line_is_one(String text, boolean here) {
        boundary.sent(bytes(text));
        assertThat(boundary.isHere()).isEqualTo(here);
    }

    @ParameterizedTest
    @CsvSource({"data: 1||", "data: 1~|~|", "event: a|data: b||"})
    void it_does_not_matter_how_an_event_is_cut(String text) {
        for (int i = 0; i < text.length() - 1; i++) {
            boundary.sent(bytes(text.substring(i, i + 1)));
            assertThat(boundary.isHere()).isFalse();
        }
        boundary.sent(bytes(text.substring(text.length() - 1)));
        assertThat(boundary.isHere()).isTrue();
    }

    private static Buffer bytes(String text) {
        return Buffer.buffer(text.replace('|', '\n').replace('~', '\r'));
    }
}
