package dev.portcullis.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The Python tests of a folder, each as a test of JUnit. One process runs them all, in order, while each waits for its
 * own result.
 */
public final class PythonTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader results;
    private final File log;
    private final Map<String, PythonResult> known = new HashMap<>();

    private PythonTests(Process process, File log) {
        this.process = process;
        this.results = process.inputReader(StandardCharsets.UTF_8);
        this.log = log;
    }

    /**
     * Starts them.
     *
     * @param python the command of an environment that has what they import
     */
    public static Stream<DynamicTest> start(String python, Path folder) throws IOException {
        File log = File.createTempFile("python-tests", ".log");
        log.deleteOnExit();
        ProcessBuilder builder = new ProcessBuilder(python, "-u", "src/test/python/report.py", folder.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        PythonTests tests = new PythonTests(builder.redirectError(log).start(), log);
        List<String> names = JSON.readValue(tests.line(), new TypeReference<>() {});
        assertThat(names).as("Python tests of %s", folder).isNotEmpty();
        return names.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> tests.await(name)))
                .onClose(tests.process::destroy);
    }

    private void await(String name) throws IOException {
        while (!known.containsKey(name)) {
            PythonResult result = parse(line());
            known.put(result.test(), result);
        }
        PythonResult result = known.get(name);
        switch (result.outcome()) {
            case passed -> {}
            case skipped -> abort(result.detail());
            case failed -> throw new AssertionError(name + " failed:\n" + result.detail());
        }
    }

    private String line() throws IOException {
        String line = results.readLine();
        if (line == null) {
            int exit = process.onExit().join().exitValue();
            throw new AssertionError("The Python tests ended with exit code " + exit + " before this result:\n"
                    + Files.readString(log.toPath()));
        }
        return line;
    }

    private static PythonResult parse(String line) throws JsonProcessingException {
        return JSON.readValue(line, PythonResult.class);
    }

    private record PythonResult(String test, Outcome outcome, String detail) {}

    private enum Outcome {
        passed,
        failed,
        skipped
    }
}
