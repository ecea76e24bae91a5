package dev.portcullis.gate.shape.strict;

import static dev.portcullis.gate.shape.Rebuilding.message;
import static dev.portcullis.gate.shape.Rebuilding.refused;
import static dev.portcullis.policy.ApiShape.OPENAI_CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    ~~                          | body: expected a JSON object, got nothing
                    []                          | body: expected a JSON object, got an empty list
                    "model"                     | body: expected a JSON object, got 'model'
                    null                        | body: expected a JSON object, got null
                    {"a":1} {"a":2}             | body: there is more text after the JSON object (line 1, column 10)
                    {"a":1}]                    | body: it is not valid JSON (line 1, column 9)
                    {"a":1,"a":1}               | body: the name 'a' occurs twice
                    {"a":1,"\\u0061":1}          | body: the name 'a' occurs twice
                    {"a":[{"b":{"c":1,"c":2}}]} | a[0].b: the name 'c' occurs twice
                    {"a":NaN}                   | body: it is not valid JSON (line 1, column 9)
                    {"a":Infinity}              | body: it is not valid JSON (line 1, column 14)
                    {"a":1e400}                 | body: expected numbers up to 1.8e308, got 1e400 (line 1, column 11)
                    {"a":'b'}                   | body: it is not valid JSON (line 1, column 7)
                    {"a":1,}                    | body: it is not valid JSON (line 1, column 9)
                    {"a":01}                    | body: it is not valid JSON (line 1, column 7)
                    {/*a*/"a":1}                | body: it is not valid JSON (line 1, column 3)
                    {"a":                       | body: it is not valid JSON (line 1, column 6)
                    {"a":"\\ud800"}              | body: a text has half of a surrogate pair (line 1, column 14)
                    {"a":"\\udc00\\ud800"}        | body: a text has half of a surrogate pair (line 1, column 20)
                    {"\\udbff":1}                | body: it is not valid JSON (line 1, column 9)
                    """)
    void what_is_not_one_strict_object_is_refused(String body, String expected) {
        assertThat(message(OPENAI_CHAT, body == null ? "" : body)).isEqualTo(expected);
    }

    @Test
    void a_character_beyond_the_first_plane_is_kept() throws Refused {
        assertThat(StrictJson.read("{\"a\":\"\\ud83d\\ude00\"}".getBytes(StandardCharsets.UTF_8))
                        .path("a")
                        .asText())
                .isEqualTo("😀");
    }

    @Test
    void sixty_four_levels_pass_and_one_more_is_refused() throws Refused {
        assertThat(StrictJson.read(nested(64)).has("a")).isTrue();
        assertThat(refused(OPENAI_CHAT, nested(65)).message())
                .startsWith(
                        "body: the JSON is above a limit: 64 levels, 500000 values and names in all, numbers of 64 and names of"
                                + " 256 characters (line 1, column ");
    }

    @Test
    void a_number_of_more_than_64_digits_is_refused() throws Refused {
        assertThat(StrictJson.read(bytes("{\"a\":" + "9".repeat(64) + "}"))
                        .path("a")
                        .isBigInteger())
                .isTrue();
        assertThat(message(OPENAI_CHAT, "{\"a\":" + "9".repeat(65) + "}"))
                .startsWith("body: the JSON is above a limit: 64 levels");
    }

    @Test
    void a_name_of_more_than_256_characters_is_refused() {
        assertThat(message(OPENAI_CHAT, "{\"" + "a".repeat(10_000) + "\":1}"))
                .startsWith("body: the JSON is above a limit: 64 levels");
    }

    @Test
    void a_body_of_very_many_small_values_is_refused() {
        assertThat(message(OPENAI_CHAT, "{\"a\":[" + "0,".repeat(500_000) + "0]}"))
                .startsWith("body: the JSON is above a limit: 64 levels, 500000 values");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused_with_their_offset() {
        ByteArrayOutputStream overlong = new ByteArrayOutputStream();
        overlong.writeBytes(bytes("{\"a\":\""));
        overlong.write(0xC0);
        overlong.write(0xAF);
        overlong.writeBytes(bytes("\"}"));
        assertThat(refused(OPENAI_CHAT, overlong.toByteArray()).message())
                .isEqualTo("body: it is not UTF-8 at offset 6");
        assertThat(refused(OPENAI_CHAT, "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1))
                        .message())
                .isEqualTo("body: it is not UTF-8 at offset 6");
        assertThat(refused(OPENAI_CHAT, "{}".getBytes(StandardCharsets.UTF_16LE))
                        .message())
                .isEqualTo("body: there is a zero byte at offset 1");
        assertThat(message(OPENAI_CHAT, "\uFEFF{}"))
                .isEqualTo("body: it begins with a byte order mark. Send UTF-8 without one");
    }

    @Test
    void a_character_cut_at_the_end_is_refused() {
        byte[] whole = bytes("{\"a\":\"é");
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertThat(refused(OPENAI_CHAT, cut).message()).isEqualTo("body: it is not UTF-8 at offset 6");
    }

    private static byte[] nested(int levels) {
        return bytes("{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
