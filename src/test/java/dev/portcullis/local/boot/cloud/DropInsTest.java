package dev.portcullis.local.boot.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropInsTest {
    @TempDir
    private Path root;

    @Test
    void litellm_is_told_where_bedrock_is_and_gets_no_credentials() throws IOException {
        write();

        assertThat(root.resolve("etc/systemd/system/portcullis-litellm.service.d/boot-test.conf"))
                .hasContent("[Service]\nEnvironmentFile=/etc/boot-test/portcullis-litellm.env\n");
        assertThat(root.resolve("etc/boot-test/portcullis-litellm.env"))
                .hasContent("AWS_BEDROCK_RUNTIME_ENDPOINT=http://127.0.0.1:2\n");
    }

    @Test
    void the_host_is_told_what_the_metadata_service_and_the_volume_would_say() throws IOException {
        write();

        Path file = root.resolve("etc/boot-test/portcullis-apply.env");
        assertThat(file).hasContent("""
                AWS_ACCESS_KEY_ID=AKIABOOTTEST
                AWS_ENDPOINT_URL=http://127.0.0.1:1
                AWS_SECRET_ACCESS_KEY=of-the-stand-in
                PORTCULLIS_ACCESS_KEYS=http://127.0.0.1:3/certs
                PORTCULLIS_DEVICE=/dev/loop7
                PORTCULLIS_PATIENCE=60
                https_proxy=http://proxy:3128
                """);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private void write() {
        new DropIns(
                        new Account(URI.create("http://127.0.0.1:1"), "eu-west-1"),
                        "/dev/loop7",
                        "http://127.0.0.1:2",
                        "http://127.0.0.1:3/certs",
                        Map.of("https_proxy", "http://proxy:3128"))
                .writeTo(root);
    }
}
