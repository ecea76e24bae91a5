package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/test} in a project of three classes, with this build's libraries. */
final class TestCommandTest {
    @TempDir
    Path project;

    @BeforeEach
    void write() throws IOException, GeneralSecurityException {
        MessageDigest poms = MessageDigest.getInstance("SHA-256");
        for (String name : List.of("pom.xml", "program.xml", "idlestop/pom.xml")) {
            byte[] pom = Files.readAllBytes(Path.of(name));
            file(name, new String(pom, StandardCharsets.UTF_8));
            poms.update(pom);
        }
        Files.createDirectories(project.resolve(".ci"));
        Files.copy(Path.of(".ci/test"), project.resolve(".ci/test"));
        // Asking Maven takes half a minute.
        String hash = HexFormat.of().formatHex(poms.digest());
        file("target/inner/class-path." + hash.substring(0, 12), System.getProperty("java.class.path"));
        file("src/main/java/sums/Bound.java", "package sums; class Bound { static final int MOST = 9; }");
        file("src/main/java/sums/Sum.java", "package sums; class Sum { int most() { return Bound.MOST; } }");
        file("src/test/java/sums/SumTest.java", """
                package sums;
                import static org.junit.jupiter.api.Assertions.assertEquals;
                import org.junit.jupiter.api.Test;
                class SumTest {
                    @Test void is_bounded() { assertEquals(9, new Sum().most()); }
                    @Test void never_asked() { throw new AssertionError("was asked"); }
                }
                """);
        file("src/test/python/host/test_place.py", """
                import unittest
                class PlaceTest(unittest.TestCase):
                    def test_one_is_one(self):
                        self.assertEqual(1, 1)
                    def test_one_is_two(self):
                        self.assertEqual(1, 2)
                """);
        for (String name : List.of("report.py", "environment.py", "moto.lock")) {
            Files.copy(
                    Path.of("src/test/python", name),
                    project.resolve("src/test/python").resolve(name));
        }
    }

    @Test
    void one_method_runs_alone() throws IOException {
        Answer answer = run("SumTest#bounded");

        assertThat(answer.text())
                .contains("[         1 tests successful      ]")
                .doesNotContain("was asked");
        assertThat(answer.code()).isZero();
    }

    @Test
    void the_exit_code_is_that_of_the_test() throws IOException {
        Answer answer = run("SumTest");

        assertThat(answer.text()).contains("was asked");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void an_edited_constant_reaches_the_classes_that_use_it() throws IOException {
        assertThat(run("SumTest#bounded").code()).isZero();
        file("src/main/java/sums/Bound.java", "package sums; class Bound { static final int MOST = 8; }");

        Answer answer = run("SumTest#bounded");

        assertThat(answer.text()).contains("Compiling 2 of 2 files of src/main", "expected: <9> but was: <8>");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void a_file_that_does_not_compile_runs_nothing_until_it_does() throws IOException {
        file("src/main/java/sums/Bound.java", "package sums; class Bound { static final int MOST = none; }");

        for (int i = 0; i < 2; i++) {
            Answer answer = run("SumTest#bounded");
            assertThat(answer.text()).contains("cannot find symbol").doesNotContain("tests successful");
            assertThat(answer.code()).isEqualTo(1);
        }
    }

    @Test
    void a_class_whose_source_is_gone_is_gone() throws IOException {
        file("src/main/java/sums/Old.java", "package sums; class Old { class Inner {} }");
        assertThat(run("SumTest#bounded").code()).isZero();
        Files.delete(project.resolve("src/main/java/sums/Old.java"));

        assertThat(run("SumTest#bounded").code()).isZero();

        try (Stream<Path> classes = Files.list(project.resolve("target/inner/classes/sums"))) {
            assertThat(classes.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("Bound.class", "Sum.class");
        }
    }

    @Test
    void a_pattern_that_matches_nothing_says_so() throws IOException {
        Answer answer = run("SumsTest");

        assertThat(answer.text()).isEqualTo("""
                SumsTest: no test class and no Python test has this name
                  '.ci/test --help' shows the patterns
                """);
        assertThat(answer.code()).isEqualTo(2);
    }

    @Test
    void a_method_that_does_not_exist_is_no_success() throws IOException {
        assertThat(run("SumTest#unbounded").code()).isEqualTo(2);
    }

    @Test
    void one_python_test_runs_alone() throws IOException {
        // An environment that is made already; what the lock names is not imported here.
        Files.createDirectories(project.resolve("target/moto-venv/bin"));
        Files.copy(Path.of("src/test/python/moto.lock"), project.resolve("target/moto-venv/installed.lock"));
        file("target/moto-venv/bin/python", "#!/bin/sh\nexec python3 \"$@\"\n");
        assertThat(project.resolve("target/moto-venv/bin/python").toFile().setExecutable(true))
                .isTrue();

        Answer good = run("one_is_one");
        Answer bad = run("one_is_two");

        assertThat(good).isEqualTo(new Answer(0, "passed: test_place.PlaceTest.test_one_is_one\n"));
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.text())
                .startsWith("failed: test_place.PlaceTest.test_one_is_two\n")
                .contains("1 != 2");
    }

    @Test
    void without_a_pattern_it_shows_the_examples() throws IOException {
        assertThat(run()).isEqualTo(new Answer(2, run("--help").text()));
        assertThat(run("--help").text()).contains("usage: .ci/test PATTERN ...", ".ci/test LedgerTest ");
    }

    private void file(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Answer run(String... arguments) throws IOException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(project.resolve(".ci/test").toString()), Stream.of(arguments))
                                .toList())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.onExit().join().exitValue(), text);
    }

    private record Answer(int code, String text) {}
}
