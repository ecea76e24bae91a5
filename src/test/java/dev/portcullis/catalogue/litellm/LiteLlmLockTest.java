package dev.portcullis.catalogue.litellm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LiteLlmLockTest {
    private static final String HASH = " \\\n    --hash=sha256:" + "ab".repeat(32) + "\n";

    @Test
    void the_shipped_lock_is_of_the_release_that_its_source_names() throws IOException {
        assertThat(Shipped.lock().release()).isEqualTo("1.108.7");
        assertThat(Files.readString(Path.of("config/litellm.in"))).contains("\nlitellm[proxy]==1.108.7\n");
    }

    @Test
    void every_package_of_the_shipped_lock_has_hashes() {
        assertThat(Shipped.lock().packages())
                .hasSizeGreaterThan(100)
                .allSatisfy(entry -> assertThat(entry.hashes()).as(entry.name()).isPositive());
    }

    @Test
    void the_shipped_lock_has_no_database_client_and_nothing_under_another_licence() {
        assertThat(Shipped.lock().packages().stream().map(LockedPackage::name))
                .contains("litellm", "litellm-proxy-extras", "fastapi", "uvicorn", "boto3")
                .doesNotContain("litellm-enterprise", "prisma");
    }

    @Test
    void no_file_of_the_lock_names_an_index() throws IOException {
        for (String file : List.of("litellm.lock", "litellm.in", "litellm-overrides.txt")) {
            assertThat(Files.readString(Path.of("config", file)))
                    .as(file)
                    .doesNotContain("://", "--index-url ", "--extra-index-url ", "--find-links ");
        }
    }

    @Test
    void exactly_one_requirement_is_overridden() throws IOException {
        assertThat(Files.readAllLines(Path.of("config/litellm-overrides.txt")))
                .filteredOn(line -> !line.startsWith("#"))
                .containsExactly("certifi>=2026.10.18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.82.7", "1.82.8", "1.107.0"})
    void a_compromised_release_is_refused(String release) {
        assertThat(problems("litellm==" + release + HASH)).containsExactly("""
                litellm.lock: expected a release of litellm that was not compromised, got %s
                  Name a later release in config/litellm.in and compile the lock again\
                """.formatted(release));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.102.1", "1.101.9", "0.200.0", "1.9.9", "1.103.0"})
    void a_release_with_a_known_critical_hole_is_refused(String release) {
        assertThat(problems("litellm==" + release + HASH)).containsExactly("""
                litellm.lock: expected litellm 1.102.2 or later, but not 1.103.0, got %s
                  Name a later release in config/litellm.in and compile the lock again\
                """.formatted(release));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.102.2", "1.103.1", "1.108.7", "2.0.0"})
    void a_release_from_the_floor_on_is_taken(String release) {
        assertThat(problems("litellm==" + release + HASH)).isEmpty();
    }

    @Test
    void a_release_candidate_is_refused() {
        assertThat(problems("litellm==1.109.0rc1" + HASH))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("""
                litellm.lock: expected a final release of litellm such as 1.108.7, got 1.109.0rc1
                """);
    }

    @Test
    void a_package_without_a_hash_and_one_under_another_licence_are_refused_together() {
        assertThat(problems("litellm==1.108.7" + HASH + "litellm-enterprise==0.1.2" + HASH + "six==1.17.0\n"))
                .containsExactly("""
                        litellm.lock: expected a hash for each package, got none for 'six'
                          Compile it again as config/litellm.in says\
                        """, """
                        litellm.lock: expected open licences only, got 'litellm-enterprise'
                          Compile it again as config/litellm.in says\
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "--index-url https://example.com/simple",
        "six>=1.17.0",
        "six @ https://example.com/six.whl",
        "-r other.lock",
        "--hash=md5:abcd"
    })
    void a_line_that_could_bring_in_something_else_is_refused(String line) {
        assertThat(problems("litellm==1.108.7" + HASH + line + "\n")).containsExactly("""
                litellm.lock:3: expected 'name==version' or '--hash=sha256:…', got '%s'
                  Compile it again as config/litellm.in says\
                """.formatted(line));
    }

    @Test
    void a_lock_without_litellm_is_refused() {
        assertThat(problems("six==1.17.0" + HASH)).containsExactly("""
                litellm.lock: expected one release of litellm, got none
                  Compile it again as config/litellm.in says\
                """);
    }

    @Test
    void a_missing_lock_is_named() {
        assertThatThrownBy(() -> LiteLlmLock.read(Path.of("config/none.lock")))
                .isInstanceOf(BadInput.class)
                .hasMessage("""
                        config/none.lock: expected LiteLLM's lock, got no readable file
                          Restore it from the repository\
                        """);
    }

    @Test
    void a_marker_belongs_to_its_package() {
        Problems problems = new Problems();
        LiteLlmLock lock = LiteLlmLock.parse(
                Path.of("litellm.lock"),
                "litellm==1.108.7" + HASH + "six==1.0 ; sys_platform == 'win32'" + HASH,
                problems);

        assertThat(lock.packages())
                .containsExactly(
                        new LockedPackage("litellm", "1.108.7", "", 1),
                        new LockedPackage("six", "1.0", "sys_platform == 'win32'", 1));
    }

    @Test
    void another_text_has_another_digest() {
        Problems problems = new Problems();
        LiteLlmLock one = LiteLlmLock.parse(Path.of("litellm.lock"), "litellm==1.108.7" + HASH, problems);
        LiteLlmLock two = LiteLlmLock.parse(Path.of("litellm.lock"), "litellm==1.108.8" + HASH, problems);

        assertThat(one.digest()).matches("[0-9a-f]{64}").isNotEqualTo(two.digest());
    }

    private static List<String> problems(String text) {
        Problems problems = new Problems();
        LiteLlmLock.parse(Path.of("litellm.lock"), text, problems);
        return problems.all().stream().map(Problem::render).toList();
    }
}
