package dev.portcullis.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.plan.ExampleStack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

final class UserDataTest {
    private static final Path PROJECT = ExampleStack.PROJECT;
    /** The longest that a stack, a region and a volume can be called. */
    private static final String RENDERED = new UserData(
                    PROJECT, "ap-northeast-1", "/portcullis/abcdefghijklmnop/desired")
            .render("vol-0123456789abcdef0");

    @Test
    void the_longest_names_fit_into_14_kib() {
        assertThat(RENDERED.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(14 * 1024);
    }

    @Test
    void every_file_of_the_boot_folder_is_in_it_unchanged() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("userdata/boot"))) {
            Map<String, String> expected = files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> String.valueOf(file.getFileName()), UserDataTest::text));

            assertThat(written().entrySet().stream()
                            .filter(file -> !file.getKey().startsWith("/etc/portcullis/"))
                            .collect(Collectors.toMap(
                                    file -> file.getKey().replaceFirst(".*/", ""), Map.Entry::getValue)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void it_names_what_the_host_looks_up() {
        assertThat(written().get("/etc/portcullis/names.env"))
                .isEqualTo("PORTCULLIS_REGION=ap-northeast-1\nPORTCULLIS_DESIRED=/portcullis/abcdefghijklmnop/desired\n"
                        + "PORTCULLIS_VOLUME=vol-0123456789abcdef0\n");
        assertThat(RENDERED).doesNotContain("@{");
    }

    @Test
    void the_first_boot_code_is_linked_before_a_unit_starts() {
        Map<String, Object> document = new Yaml().load(RENDERED);

        assertThat(document.get("runcmd"))
                .isEqualTo(List.of(
                        "systemctl mask --now ssh.service ssh.socket",
                        "ln -sfn first /usr/local/lib/portcullis/boot",
                        "systemctl daemon-reload",
                        "systemctl enable --now --no-block portcullis-data.service portcullis-apply.timer"));
    }

    @Test
    void cloud_init_accepts_it(@TempDir Path folder) throws IOException {
        // Its package brings services that belong on a cloud's machine only. The boot test asks the guest's own.
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/cloud-init")), "cloud-init is not installed, so it was not asked");
        Path file = Files.writeString(folder.resolve("user-data"), RENDERED);
        Process process = new ProcessBuilder("/usr/bin/cloud-init", "schema", "--config-file", file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.onExit().join().exitValue()).as(output).isZero();
    }

    @SuppressWarnings("unchecked") // YAML has no types
    private static Map<String, String> written() {
        Map<String, Object> document = new Yaml().load(RENDERED);
        List<Map<String, String>> files =
                (List<Map<String, String>>) Objects.requireNonNull(document.get("write_files"));
        return files.stream()
                .collect(Collectors.toMap(file -> Objects.requireNonNull(file.get("path")), UserDataTest::content));
    }

    private static String content(Map<String, String> file) {
        String content = Objects.requireNonNull(file.get("content"));
        if (!"gz+b64".equals(file.get("encoding"))) {
            return content;
        }
        try (GZIPInputStream unpacked =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(content)))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
