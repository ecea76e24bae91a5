package dev.portcullis.local.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts are pip's own, of versions 23.2 and 24.2. */
final class PipOutputTest {
    private static final Path LOG = Path.of("pip.log");

    private final List<String> heard = new ArrayList<>();
    private final PipOutput output =
            new PipOutput(3, (doing, done, total) -> heard.add(doing + " " + done + "/" + total));

    @Test
    void what_this_platform_does_not_need_is_not_counted() {
        read("""
                Ignoring colorama: markers 'sys_platform == "win32"' don't match your environment
                Collecting aiohttp==3.14.5 (from -r litellm.lock (line 7))
                  Downloading aiohttp-3.14.5-cp311-cp311-manylinux_2_17_x86_64.whl (1.7 MB)
                Collecting six==1.17.0 (from -r litellm.lock (line 3700))
                """);

        assertThat(heard).containsExactly("Downloading 0/3", "Downloading 1/2", "Downloading 2/2");
        assertThat(output.isInstalling()).isFalse();
    }

    @Test
    void installing_begins_when_everything_is_fetched() {
        read("Installing collected packages: six, aiohttp\n");

        assertThat(output.isInstalling()).isTrue();
    }

    @Test
    void a_file_with_another_hash_is_named() {
        read("""
                Collecting six==1.17.0 (from -r litellm.lock (line 1))
                ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes. Otherwise, examine the package contents carefully; someone may have tampered with them.
                    six==1.17.0 from file:///wheels/six-1.17.0-py2.py3-none-any.whl (from -r litellm.lock (line 1)):
                        Expected sha256 0000000000000000000000000000000000000000000000000000000000000000
                             Got        4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274
                """);

        assertThat(output.failure(LOG)).hasMessage("""
                config/litellm.lock: expected files with the hashes of the lock, got another file for 'six==1.17.0'; nothing was installed
                  Do not use that file: it was changed on its way, or the index was. The log is pip.log\
                """);
    }

    @Test
    void a_machine_that_is_offline_is_told_so_and_not_that_the_package_does_not_exist() {
        read("""
                WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f1f2e3f0830>: Failed to establish a new connection: [Errno -2] Name or service not known')': /simple/six/
                ERROR: Could not find a version that satisfies the requirement six==1.17.0 (from versions: none)
                ERROR: No matching distribution found for six==1.17.0
                """);

        assertThat(output.failure(LOG)).hasMessage("""
                network: expected a way to Python's package index on the first run, got no connection
                  Connect, or set pip's index or proxy, and try again; what was fetched is kept. The log is pip.log\
                """);
    }

    @Test
    void a_full_disk_is_told_so() {
        read("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n");

        assertThat(output.failure(LOG)).hasMessage("""
                disk: expected 800 MB for LiteLLM, got no space left
                  Make room and try again; nothing is kept half done\
                """);
    }

    @Test
    void a_platform_without_wheels_is_told_which_has_them() {
        read("""
                ERROR: Could not find a version that satisfies the requirement litellm==1.108.7 (from versions: 1.0.0)
                ERROR: No matching distribution found for litellm==1.108.7
                """);

        assertThat(output.failure(LOG)).hasMessage("""
                config/litellm.lock: expected a wheel of 'litellm==1.108.7' for this platform, got none
                  Use Linux on x86_64 or aarch64, or macOS on Apple silicon. The log is pip.log\
                """);
    }

    @Test
    void anything_else_points_to_the_log() {
        read("Segmentation fault\n");

        assertThat(output.failure(LOG)).hasMessage("""
                pip: expected an installation of the lock, got an error
                  The log is pip.log\
                """);
    }

    private void read(String text) {
        text.lines().forEach(output::line);
    }
}
