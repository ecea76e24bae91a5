package dev.portcullis.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.plan.ExampleStack;
import dev.portcullis.release.Component.Download;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

final class UserDataTest {
    private static final Path PROJECT = ExampleStack.PROJECT;
    private static final String URL =
            "https://s3.{region}.amazonaws.com/amazon-ssm-{region}/3.3.4851.0/debian_arm64/amazon-ssm-agent.deb";
    private static final Download FILE = new Download(URL, "0123456789abcdef".repeat(4));
    private static final Component AGENT = new Component("ssm-agent", "3.3.4851.0", FILE, FILE);
    /** The longest that a stack, a region and a volume can be called. */
    private static final String RENDERED = new UserData(
                    PROJECT, "ap-northeast-1", "/portcullis/abcdefghijklmnop/desired", AGENT)
            .render("vol-0123456789abcdef0");

    @Test
    void the_longest_names_fit_into_what_ec2_takes() {
        assertThat(RENDERED.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(UserData.MAX_BYTES);
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
        assertThat(written().get("/etc/portcullis/agent.json"))
                .startsWith("{\"name\":\"ssm-agent\",\"version\":\"3.3.4851.0\",\"arm64\":{\"url\":"
                        + "\"https://s3.ap-northeast-1.amazonaws.com/amazon-ssm-ap-northeast-1/3.3.4851.0/");
        assertThat(RENDERED).doesNotContain("@{", "amazon-ssm-{region}");
    }

    @Test
    void the_agent_comes_before_the_volume_and_everything_else() {
        Map<String, Object> document = new Yaml().load(RENDERED);

        assertThat(document.get("runcmd"))
                .isEqualTo(List.of(
                        "systemctl mask --now ssh.service ssh.socket",
                        List.of("python3", "-I", "/usr/local/lib/portcullis", "agent"),
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
                .collect(Collectors.toMap(
                        file -> Objects.requireNonNull(file.get("path")),
                        file -> Objects.requireNonNull(file.get("content"))));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
