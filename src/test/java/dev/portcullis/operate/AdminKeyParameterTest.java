package dev.portcullis.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class AdminKeyParameterTest {
    @Test
    void the_key_has_the_form_that_the_host_gives_it() throws IOException {
        assertThat(Files.readString(Path.of("userdata/host/generation.py")))
                .contains("\"admin-key\": \"ak-first-{:.43}\"");
        assertThat(AdminKeyParameter.form("p", "K".repeat(43) + "rest")).isEqualTo("ak-first-" + "K".repeat(43));
    }

    @Test
    void a_value_of_another_form_is_refused_and_not_shown() {
        assertThatThrownBy(() -> AdminKeyParameter.form("/portcullis/prod/admin-key", "short"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("/portcullis/prod/admin-key: expected a parameter with the admin key, got none")
                .hasMessageNotContaining("short");
    }
}
