package dev.portcullis.gate.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.catalogue.Model;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code measured.json} holds texts and what three published tokenizers made of them on 2026-11-27: Anthropic's
 * (package @anthropic-ai/tokenizer 0.0.4), cl100k_base and o200k_base (package tiktoken 1.0.22).
 */
final class TokenBoundTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> PLAIN = Set.of("english", "java", "python", "sql");

    private static long bound(byte[] json) {
        return TokenBound.of(TokenBound.piecesOfJson(json), json.length, Model.TOKEN_MARGIN);
    }

    static Stream<Arguments> measured() throws IOException {
        try (InputStream in = TokenBoundTest.class.getResourceAsStream("measured.json")) {
            JsonNode rows = JSON.readTree(in);
            return StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> Arguments.of(row.get("name").textValue(), row));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("measured")
    void the_bound_is_a_sixth_above_every_measured_tokenizer(String name, JsonNode row) throws IOException {
        long most = Math.max(
                row.get("anthropic").asLong(),
                Math.max(row.get("cl100k").asLong(), row.get("o200k").asLong()));
        long bytes = row.get("text").textValue().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;

        assertThat(bound(JSON.writeValueAsBytes(row.get("text"))))
                .isGreaterThanOrEqualTo(Math.min(bytes, most * 7 / 6));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("measured")
    void plain_english_and_code_are_bounded_by_one_and_a_half_of_what_anthropics_makes(String name, JsonNode row)
            throws IOException {
        if (PLAIN.contains(name)) {
            assertThat(bound(JSON.writeValueAsBytes(row.get("text"))))
                    .isLessThanOrEqualTo(row.get("anthropic").asLong() * 3 / 2);
        }
    }

    @Test
    void nothing_has_more_tokens_than_bytes() {
        Random random = new Random(3);
        for (int length : new int[] {0, 1, 2, 25, 16_383, 16_384, 16_385, 40_000}) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            assertThat(bound(noise)).isBetween((long) length / 2, (long) length);
        }
    }

    @Test
    void a_text_of_many_windows_has_as_many_tokens_as_its_parts() {
        String part = "The gateway sets aside enough for the longest answer. ";
        long one = TokenBound.piecesOfPlain(part.repeat(20));

        assertThat(TokenBound.piecesOfPlain(part.repeat(20_000))).isBetween(one * 990, one * 1010);
    }

    @Test
    void base64_counts_alike_alone_and_within_a_body() throws IOException {
        String base64 =
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        long with = TokenBound.piecesOfJson(JSON.writeValueAsBytes(List.of("data:image/png;base64," + base64)));
        long without = TokenBound.piecesOfJson(JSON.writeValueAsBytes(List.of("data:image/png;base64,")));

        assertThat(with - TokenBound.piecesOfPlain(base64)).isBetween(without - 3, without + 3);
    }
}
