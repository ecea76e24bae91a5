package dev.portcullis.local.boot.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The place where cloud-init finds its document: a directory stands for EC2's, the document is the same. */
record Seed(String instance, String userData) {
    void writeTo(Path root) {
        Path folder = root.resolve("var/lib/cloud/seed/nocloud");
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("user-data"), userData);
            Files.writeString(
                    folder.resolve("meta-data"), "instance-id: " + instance + "\nlocal-hostname: portcullis\n");
            Files.writeString(
                    root.resolve("etc/cloud/cloud.cfg.d/99-boot-test.cfg"), "datasource_list: [NoCloud, None]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
