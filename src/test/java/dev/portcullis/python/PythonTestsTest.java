package dev.portcullis.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

final class PythonTestsTest {
    @TempDir
    Path folder;

    @Test
    void each_python_test_has_its_own_name_and_outcome() throws IOException {
        write("test_mixed.py", """
                import os, unittest
                class MixedTest(unittest.TestCase):
                    def test_a_passes(self):
                        print("not a result")
                        os.system("echo not a result")
                    def test_b_fails(self):
                        self.assertEqual(1, 2)
                    def test_c_is_skipped(self):
                        self.skipTest("no such machine")
                    def test_d_fails_in_a_part(self):
                        for number in (1, 2):
                            with self.subTest(number=number):
                                self.assertEqual(1, number)
                """);

        Map<String, String> outcomes = outcomes();

        assertThat(outcomes)
                .containsExactly(
                        Map.entry("test_mixed.MixedTest.test_a_passes", "passed"),
                        Map.entry("test_mixed.MixedTest.test_b_fails", "AssertionError: 1 != 2"),
                        Map.entry("test_mixed.MixedTest.test_c_is_skipped", "skipped: no such machine"),
                        Map.entry("test_mixed.MixedTest.test_d_fails_in_a_part", "AssertionError: 1 != 2"));
    }

    @Test
    void tests_of_a_class_that_cannot_be_set_up_fail() throws IOException {
        write("test_class.py", """
                import unittest
                class NeverTest(unittest.TestCase):
                    @classmethod
                    def setUpClass(cls):
                        raise OSError("no server")
                    def test_it(self):
                        pass
                """);

        assertThat(outcomes()).containsExactly(Map.entry("test_class.NeverTest.test_it", "OSError: no server"));
    }

    @Test
    void a_file_that_cannot_be_imported_fails() throws IOException {
        write("test_broken.py", "import no_such_module\n");

        assertThat(outcomes())
                .containsExactly(Map.entry(
                        "unittest.loader._FailedTest.test_broken",
                        "ModuleNotFoundError: No module named 'no_such_module'"));
    }

    @Test
    void a_process_that_ends_early_fails_the_tests_without_a_result() throws IOException {
        write("test_early.py", """
                import os, sys, unittest
                class EarlyTest(unittest.TestCase):
                    def test_it(self):
                        print("last words", file=sys.stderr, flush=True)
                        os._exit(7)
                """);

        try (Stream<DynamicTest> tests = PythonTests.start("python3", folder)) {
            DynamicTest test = tests.findFirst().orElseThrow();
            assertThatThrownBy(test.getExecutable()::execute)
                    .hasMessage("The Python tests ended with exit code 7 before this result:\nlast words\n");
        }
    }

    @Test
    void a_folder_without_tests_fails() {
        assertThatThrownBy(() -> PythonTests.start("python3", folder))
                .hasMessageContaining("Expecting actual not to be empty");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** Name to "passed", "skipped: why" or the last line of a failure. */
    private Map<String, String> outcomes() throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        try (Stream<DynamicTest> tests = PythonTests.start("python3", folder)) {
            tests.forEach(test -> {
                Throwable problem = catchThrowable(test.getExecutable()::execute);
                String message = problem == null
                        ? "passed"
                        : String.valueOf(problem.getMessage()).strip();
                String last = message.substring(message.lastIndexOf('\n') + 1);
                found.put(
                        test.getDisplayName(),
                        problem instanceof TestAbortedException ? "skipped: " + skip(last) : last);
            });
        }
        return found;
    }

    private static String skip(String message) {
        return message.replace("Assumption failed: ", "");
    }
}
