package dev.portcullis.gate.shape;

import static dev.portcullis.gate.shape.Rebuilding.CATALOGUE;
import static dev.portcullis.gate.shape.Rebuilding.message;
import static dev.portcullis.gate.shape.Rebuilding.rebuild;
import static dev.portcullis.gate.shape.Rebuilding.refused;
import static dev.portcullis.policy.ApiShape.OPENAI_CHAT;
import static dev.portcullis.policy.ApiShape.OPENAI_EMBEDDINGS;
import static dev.portcullis.policy.ApiShape.OPENAI_IMAGES_GENERATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.policy.ApiShape;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherBodiesTest {

    @Test
    void embeddings_of_the_openai_sdk_go_through_and_their_format_stays_here() throws Refused {
        Rebuilt rebuilt = rebuild(
                OPENAI_EMBEDDINGS,
                "{\"model\":\"vector\",\"input\":[\"a\",\"b\"],\"dimensions\":256,\"encoding_format\":\"base64\"}");
        assertThat(new String(rebuilt.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"vector\",\"input\":[\"a\",\"b\"],\"dimensions\":256}");
        assertThat(rebuilt.dropped()).isEmpty();
        assertThat(rebuilt.answer().base64()).isTrue();
    }

    @Test
    void amazon_gets_one_call_for_each_text() throws Refused {
        assertThat(rebuild(OPENAI_EMBEDDINGS, "{\"model\":\"vector\",\"input\":[\"a\",\"b\"]}")
                        .size()
                        .calls())
                .isEqualTo(2);
        assertThat(rebuild(OPENAI_EMBEDDINGS, "{\"model\":\"vector\",\"input\":\"a\"}")
                        .size()
                        .calls())
                .isEqualTo(1);
    }

    @Test
    void cohere_gets_one_call_for_at_most_96_texts() throws Refused {
        String body = "{\"model\":\"glossary\",\"input\":[\"a\"" + ",\"a\"".repeat(95) + "%s]}";
        assertThat(rebuild(OPENAI_EMBEDDINGS, body.formatted("")).size().calls())
                .isEqualTo(1);
        assertThat(message(OPENAI_EMBEDDINGS, body.formatted(",\"a\"")))
                .isEqualTo("input: expected at most 96 texts for glossary, got 97");
    }

    @Test
    void token_numbers_go_on_as_their_text() throws Refused {
        Rebuilt one = rebuild(OPENAI_EMBEDDINGS, "{\"model\":\"vector\",\"input\":[9906,1917]}");
        Rebuilt two = rebuild(OPENAI_EMBEDDINGS, "{\"model\":\"vector\",\"input\":[[9906,1917],[15339]]}");

        assertThat(new String(one.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"vector\",\"input\":\"Hello world\"}");
        assertThat(new String(two.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"vector\",\"input\":[\"Hello world\",\"hello\"]}");
        assertThat(two.size().calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [1,-1]           | input[1]: expected a token number of cl100k_base, got -1
                    [1,100257]       | input[1]: expected a token number of cl100k_base, got 100257
                    [1,1.5]          | input[1]: expected a token number of cl100k_base, got 1.5
                    [1,99999999999]  | input[1]: expected a token number of cl100k_base, got 99999999999
                    [[1],[1,"a"]]    | input[1][1]: expected a token number of cl100k_base, got 'a'
                    [[]]             | input[0]: expected text or a list of token numbers (cl100k_base), got an empty list""")
    void numbers_that_are_no_tokens_are_refused(String input, String message) {
        assertThat(message(OPENAI_EMBEDDINGS, "{\"model\":\"vector\",\"input\":" + input + "}"))
                .isEqualTo(message);
    }

    @Test
    void a_picture_from_text_goes_through() throws Refused {
        Rebuilt rebuilt = rebuild(OPENAI_IMAGES_GENERATIONS, """
                {"model":"brush","prompt":"a gate","n":1,"size":"1024x1024","quality":"high","response_format":"b64_json",
                 "aspect_ratio":"16:9","seed":7,"negative_prompt":"fog","output_format":"png","mode":"image-to-image"}""");
        assertThat(new String(rebuilt.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"brush\",\"prompt\":\"a gate\",\"negative_prompt\":\"fog\","
                        + "\"aspect_ratio\":\"16:9\",\"seed\":7,\"output_format\":\"png\"}");
        assertThat(rebuilt.dropped()).containsExactly("mode", "quality", "size");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "n":4                    | n: expected 1, got 4. One request makes one picture: send it again for another
                    "response_format":"url"  | response_format: expected b64_json, got 'url'. Pictures are not stored, so they have no address
                    "stream":true            | stream: expected false, got true. A picture comes whole
                    """)
    void what_a_picture_cannot_be_is_refused(String field, String expected) {
        assertThat(message(OPENAI_IMAGES_GENERATIONS, "{\"model\":\"brush\",\"prompt\":\"a\"," + field + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    openai-chat         | gone      | 404 | model_not_found     | model: expected a model of this gateway, got 'gone'. Offered here: sage, scribe
                    openai-chat         | sagee     | 404 | model_not_found     | model: expected a model of this gateway, got 'sagee'. Did you mean 'sage'?
                    openai-chat         | Sage      | 404 | model_not_found     | model: expected a model of this gateway, got 'Sage'. Did you mean 'sage'?
                    openai-chat         | far-away  | 404 | model_not_found     | model: expected a model of this gateway, got 'far-away', which is not offered in this gateway's geography. Offered here: sage, scribe
                    openai-chat         | old-sage  | 404 | model_not_found     | model: expected a model of this gateway, got 'old-sage', which Bedrock retired on 2026-09-30. Use 'sage'
                    openai-chat         | vector    | 400 | model_not_supported | model: expected a model that chats, got 'vector'. Offered here: sage, scribe
                    openai-embeddings   | sage      | 400 | model_not_supported | model: expected a model that makes embeddings, got 'sage'. Offered here: vector, glossary
                    """)
    void a_model_that_is_not_to_be_had_is_refused(
            String shape, String model, int status, String code, String expected) {
        ApiShape of = shape.equals("openai-chat") ? OPENAI_CHAT : OPENAI_EMBEDDINGS;
        String rest = of == OPENAI_CHAT ? "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" : "\"input\":\"hi\"";
        Refused refused = refused(of, "{\"model\":\"" + model + "\"," + rest + "}");
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.message()).isEqualTo(expected);
    }

    @Test
    void a_model_answers_only_on_its_own_routes() {
        assertThat(message(OPENAI_IMAGES_GENERATIONS, "{\"model\":\"eraser\",\"prompt\":\"a\"}"))
                .isEqualTo("model: expected a model that makes pictures from text, got 'eraser'. Offered here: brush");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {}             | model: expected text, got nothing
                    {"model":null} | model: expected text, got null
                    {"model":["sage","scribe"]} | model: expected text, got a list
                    """)
    void a_model_is_one_text(String body, String expected) {
        assertThat(message(OPENAI_CHAT, body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "Application/JSON"})
    void json_may_say_its_charset(String contentType) throws Refused {
        byte[] body = "{\"model\":\"vector\",\"input\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(Bodies.rebuild(OPENAI_EMBEDDINGS, body, contentType, CATALOGUE, "eu")
                        .dropped())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', nothing",
        "text/plain, 'text/plain'",
        "application/x-www-form-urlencoded, 'application/x-www-form-urlencoded'",
        "application/jsonp, 'application/jsonp'"
    })
    void another_content_type_is_refused(String contentType, String given) {
        Refused refused = catchThrowableOfType(
                Refused.class, () -> Bodies.rebuild(OPENAI_CHAT, new byte[] {'{', '}'}, contentType, CATALOGUE, "eu"));
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.code()).isEqualTo("unsupported_media_type");
        assertThat(refused.message())
                .isEqualTo("content-type: expected application/json, got "
                        + (contentType.isEmpty() ? given : "'" + given + "'"));
    }

    @Test
    void a_route_without_a_body_is_a_mistake_of_the_caller() {
        assertThatThrownBy(() -> rebuild(ApiShape.MODELS, "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no JSON body: models");
    }
}
