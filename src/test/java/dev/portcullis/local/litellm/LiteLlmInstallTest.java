package dev.portcullis.local.litellm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.catalogue.litellm.LiteLlmLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an interpreter of a few lines: it makes an environment by copying itself, and notes each start of pip. */
final class LiteLlmInstallTest {
    @TempDir
    private Path root;

    private Path cache;
    private LiteLlmLock lock;

    @BeforeEach
    void lock() throws IOException {
        cache = root.resolve("cache");
        lock = lock("1.108.7");
    }

    @Test
    void a_reset_removes_installations_and_nothing_else() throws IOException {
        Path install = install(python("exit 0")).directory();
        Path trials = Files.createDirectories(cache.resolve("trials"));

        LiteLlmInstall.removeAll(cache);

        assertThat(install).doesNotExist();
        assertThat(trials).exists();
    }

    @Test
    void a_reset_of_an_empty_cache_makes_nothing() {
        LiteLlmInstall.removeAll(cache);

        assertThat(cache).doesNotExist();
    }

    @Test
    void an_installation_appears_whole_under_the_name_of_its_lock() throws IOException {
        LiteLlmInstall install = install(python("exit 0"));

        assertThat(install.directory().getParent()).isEqualTo(cache);
        assertThat(install.directory().getFileName().toString()).matches("litellm-[0-9a-f]{12}");
        assertThat(install.python()).isExecutable();
        assertThat(Files.readString(root.resolve("pip-calls")))
                .isEqualTo("-I -m pip install --no-input"
                        + " --disable-pip-version-check --progress-bar=off --retries=2 --no-deps --require-hashes"
                        + " --only-binary=:all: --compile --requirement " + lock.file() + "\n");
    }

    @Test
    void what_is_there_is_not_installed_again() throws IOException {
        Python python = python("exit 0");
        Path first = install(python).directory();

        assertThat(install(python).directory()).isEqualTo(first);
        assertThat(Files.readAllLines(root.resolve("pip-calls"))).hasSize(1);
    }

    @Test
    void another_lock_and_another_python_are_installed_beside_it() throws IOException {
        Python python = python("exit 0");
        Path first = install(python).directory();
        Path second = install(new Python(python.executable(), "3.13.1")).directory();
        lock = lock("1.108.8");
        Path third = install(python).directory();

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates().allMatch(Files::isDirectory);
    }

    @Test
    void a_disk_with_too_little_room_is_told_before_anything_is_fetched() {
        assertThatCode(() -> LiteLlmInstall.requireRoom(800_000_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> LiteLlmInstall.requireRoom(799_999_999))
                .isInstanceOf(InstallFailure.class)
                .hasMessage("disk: expected 800 MB for LiteLLM, got 799 MB\n  Make room, or set XDG_CACHE_HOME to a"
                        + " directory on another disk, and try again");
    }

    @Test
    void a_failed_installation_leaves_nothing_and_the_next_one_starts_afresh() throws IOException {
        Python broken = python("echo '[Errno 28] No space left on device'; exit 1");
        assertThatThrownBy(() -> install(broken))
                .isInstanceOf(InstallFailure.class)
                .hasMessageStartingWith("disk: ");

        assertThat(directories()).isEmpty();

        python("exit 0");
        assertThat(install(broken).python()).isExecutable();
    }

    @Test
    void what_a_killed_attempt_left_is_not_used() throws IOException {
        Python python = python("exit 0");
        Path target = install(python).directory();
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        Files.move(target, partial);
        Files.createFile(partial.resolve("left-over"));

        LiteLlmInstall again = install(python);

        assertThat(again.python()).isExecutable();
        assertThat(again.directory().resolve("left-over")).doesNotExist();
        assertThat(partial).doesNotExist();
    }

    @Test
    void an_installation_whose_python_was_removed_is_made_anew() throws IOException {
        Python python = python("exit 0");
        Files.delete(install(python).python());

        assertThat(install(python).python()).isExecutable();
    }

    @Test
    void a_python_that_cannot_make_an_environment_points_to_its_log() throws IOException {
        Path command = Scripts.write(root.resolve("python3"), "echo broken; exit 1\n");

        assertThatThrownBy(() -> install(new Python(command, "3.11.7"))).isInstanceOf(InstallFailure.class);
        assertThat(directories()).isEmpty();
    }

    @Test
    void the_cache_is_where_the_desktop_convention_says() {
        assertThat(LiteLlmInstall.cache(Map.of("XDG_CACHE_HOME", "/var/cache/me", "HOME", "/home/me")))
                .isEqualTo(Path.of("/var/cache/me/portcullis"));
        assertThat(LiteLlmInstall.cache(Map.of("HOME", "/home/me"))).isEqualTo(Path.of("/home/me/.cache/portcullis"));
    }

    private LiteLlmInstall install(Python python) {
        return LiteLlmInstall.of(lock, python, cache, (doing, done, total) -> {});
    }

    /** {@code pip} is what {@code python -m pip} does. */
    private Python python(String pip) throws IOException {
        Path command = Scripts.write(root.resolve("python3"), """
                case "$3" in
                  venv) mkdir -p "$4/bin" "$4/lib" && cp "$0" "$4/bin/python" ;;
                  pip) echo "$@" >> %s; %s ;;
                esac
                """.formatted(root.resolve("pip-calls"), pip));
        return new Python(command, "3.11.7");
    }

    private LiteLlmLock lock(String release) throws IOException {
        Path file = root.resolve("litellm-" + release + ".lock");
        Files.writeString(file, "litellm==" + release + " \\\n    --hash=sha256:" + "0".repeat(64) + "\n");
        return LiteLlmLock.read(file);
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return new ArrayList<>(files.filter(Files::isDirectory).toList());
        }
    }
}
