package dev.portcullis.gate.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.litellm.Shipped;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelTitleTest {
    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-8, 2026-05-28T00:00:00Z", // the catalogue's
        "claude-opus-4-5, 2025-11-24T00:00:00Z", // the catalogue's before that of the id
        "claude-haiku-4-5, 2025-10-01T00:00:00Z", // that of the id
        "nova-2-lite, 1970-01-01T00:00:00Z" // nobody's
    })
    void a_model_is_as_old_as_the_catalogue_or_its_id_says(String name, String since) {
        Model model = Shipped.catalogue().find(name).orElseThrow();

        assertThat(ModelTitle.since(model)).hasToString(since);
    }

    @ParameterizedTest
    @CsvSource({"claude-haiku-4-5, Claude Haiku 4.5", "gpt-oss-120b, GPT OSS 120B", "qwen3-coder-next, Qwen3 Coder Next"
    })
    void a_title_is_the_name_as_people_write_it(String name, String title) {
        assertThat(ModelTitle.of(name)).isEqualTo(title);
    }
}
