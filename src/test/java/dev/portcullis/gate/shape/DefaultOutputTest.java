package dev.portcullis.gate.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.litellm.Shipped;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DefaultOutputTest {
    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, , 8192", // the gateway's
        "deepseek-r1, , 16384", // the model's own
        "deepseek-r1, 500, 500", // the key's
        "ministral-14b, , 4096", // the longest answer
        "ministral-14b, 9000, 4096"
    })
    void a_key_comes_before_its_model_and_that_before_the_gateway(String name, @Nullable Long key, long expected) {
        Model model = Shipped.catalogue().find(name).orElseThrow();
        OptionalLong ofKey = key == null ? OptionalLong.empty() : OptionalLong.of(key);

        assertThat(new DefaultOutput(8192, ofKey).of(model)).isEqualTo(expected);
    }
}
