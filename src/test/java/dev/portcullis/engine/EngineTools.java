package dev.portcullis.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** The Pulumi CLI and its host for Java, which {@code .ci/engine/build} makes from their sources with Go. */
final class EngineTools {
    private EngineTools() {}

    /**
     * The folder that holds both, built when it is not there yet: some five minutes once, seconds out of Go's cache.
     * Without Go the tests are skipped and say so, unless {@code PORTCULLIS_ENGINE} is {@code required}, as in CI.
     */
    static Path folder() throws IOException, InterruptedException {
        Path tools = Path.of("target/tools").toAbsolutePath();
        if (isBuilt(tools)) {
            return tools;
        }
        boolean isRequired = "required".equals(System.getenv("PORTCULLIS_ENGINE"));
        Assumptions.assumeTrue(
                isRequired || hasGo(),
                "SKIPPED: the real engine was not asked. Go builds the Pulumi CLI for these tests, and there is none on"
                        + " the PATH; install Go 1.25 or later and run them again");
        int exit = new ProcessBuilder(".ci/engine/build").inheritIO().start().waitFor();
        if (exit != 0 || !isBuilt(tools)) {
            throw new AssertionError(".ci/engine/build ended with " + exit);
        }
        return tools;
    }

    private static boolean isBuilt(Path tools) throws IOException {
        Path version = tools.resolve("pulumi.version");
        return Files.isExecutable(tools.resolve("pulumi-language-java"))
                && Files.isExecutable(tools.resolve("pulumi"))
                && Files.isRegularFile(version)
                && Files.mismatch(version, Path.of(".pulumi.version")) == -1;
    }

    private static boolean hasGo() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")));
    }
}
