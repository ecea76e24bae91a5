package dev.portcullis.gate.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Answers of LiteLLM as the caller asked for them. */
class AnswerFormTest {
    @Test
    void embeddings_are_little_endian_floats_in_base64_wherever_the_answer_is_cut() throws IOException {
        String answer =
                "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[1.0,-0.5,3]},"
                        + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[]}],\"usage\":{\"prompt_tokens\":2}}";
        String expected = "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                + "\"embedding\":\"AACAPwAAAL8AAEBA\"},{\"object\":\"embedding\",\"index\":1,\"embedding\":\"\"}],"
                + "\"usage\":{\"prompt_tokens\":2}}";
        for (int cut = 0; cut <= answer.length(); cut++) {
            assertThat(written(new EmbeddingEncoder(), answer, cut)).isEqualTo(expected);
        }
    }

    @Test
    void what_is_no_list_of_numbers_is_no_embedding() {
        EmbeddingEncoder writer = new EmbeddingEncoder();
        assertThatThrownBy(() -> writer.feed("{\"embedding\":[\"x\"]}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_call_of_the_search_becomes_what_the_client_knows() {
        String call = "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"c1\",\"name\":\"tool_search\","
                + "\"arguments\":\"{\\\"query\\\":\\\"db\\\"}\",\"status\":\"completed\"}";
        String search = "{\"type\":\"tool_search_call\",\"id\":\"fc_1\",\"call_id\":\"c1\","
                + "\"arguments\":{\"query\":\"db\"},\"status\":\"completed\",\"execution\":\"client\"}";
        AnswerForm form = new AnswerForm(false, true);

        assertThat(form.event("{\"type\":\"response.output_item.done\",\"item\":" + call + "}"))
                .isEqualTo("{\"type\":\"response.output_item.done\",\"item\":" + search + "}");
        assertThat(form.event("{\"type\":\"response.completed\",\"response\":{\"output\":[" + call + "]}}"))
                .isEqualTo("{\"type\":\"response.completed\",\"response\":{\"output\":[" + search + "]}}");
        assertThat(new String(
                        form.whole(("{\"output\":[" + call + "]}").getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"output\":[" + search + "]}");
        assertThat(AnswerForm.AS_IT_IS.event("{\"item\":" + call + "}")).isEqualTo("{\"item\":" + call + "}");
    }

    @Test
    void another_functions_call_and_a_text_that_names_the_search_stay() {
        String other = "{\"item\":{\"type\":\"function_call\",\"name\":\"shell\",\"arguments\":\"tool_search\"}}";
        assertThat(new AnswerForm(false, true).event(other)).isEqualTo(other);
    }

    private static String written(EmbeddingEncoder writer, String answer, int cut) throws IOException {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        String first = new String(writer.feed(Arrays.copyOf(bytes, cut)), StandardCharsets.UTF_8);
        byte[] rest = Arrays.copyOfRange(bytes, cut, bytes.length);
        String second = new String(writer.feed(rest), StandardCharsets.UTF_8);
        return first + second + new String(writer.end(), StandardCharsets.UTF_8);
    }
}
