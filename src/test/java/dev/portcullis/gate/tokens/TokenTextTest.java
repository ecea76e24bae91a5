package dev.portcullis.gate.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TokenTextTest {
    @Test
    void every_number_that_is_a_token_has_a_text() {
        int[] all = IntStream.range(-10, 200_000).filter(TokenText::isToken).toArray();

        assertThat(all).hasSize(100_256);
        assertThat(TokenText.of(all)).startsWith("!\"#$%").endsWith(" Conveyor");
    }
}
