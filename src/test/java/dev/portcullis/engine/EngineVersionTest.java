package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** CI deploys with the CLI of {@code .pulumi.version}; the tests build theirs from {@code .ci/engine/go.mod}. */
final class EngineVersionTest {
    @Test
    void the_engine_of_the_tests_is_the_one_that_deploys() throws IOException {
        String version = Files.readString(Path.of(".pulumi.version")).strip();

        assertThat(Files.readAllLines(Path.of(".ci/engine/go.mod")))
                .contains(
                        "\tgithub.com/pulumi/pulumi/pkg/v3 v" + version + " // indirect",
                        "\tgithub.com/pulumi/pulumi/sdk/v3 v" + version + " // indirect");
    }
}
