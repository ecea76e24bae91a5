package dev.portcullis.local.boot.cloud;

import dev.portcullis.local.boot.guest.ChildProgram;
import dev.portcullis.local.boot.report.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/** Debian as its cloud image has it, and nothing that a release installs by itself. */
public final class RootFileSystem {
    private static final String SUITE = "trixie";
    private static final List<String> PACKAGES = List.of(
            "ca-certificates",
            "cloud-init",
            "curl",
            "dbus",
            "e2fsprogs",
            "iproute2",
            "procps",
            "python3",
            "systemd",
            "systemd-sysv",
            "xz-utils");

    private RootFileSystem() {}

    /** The archive, made when there is none for this list of packages; that takes minutes. */
    public static Path archive(Path cache, Steps steps) {
        String list = SUITE + " " + String.join(",", PACKAGES);
        // The same list has the same name on every machine.
        UUID hash = UUID.nameUUIDFromBytes(list.getBytes(StandardCharsets.UTF_8));
        Path archive = cache.resolve("root-" + hash + ".tar");
        if (!Files.exists(archive)) {
            steps.time("root file system made (once)", () -> make(archive));
        }
        return archive;
    }

    /** Unpacks below a directory that does not exist yet. */
    static void unpack(Path archive, Path root) {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildProgram.run(
                "tar", "--extract", "--numeric-owner", "--file", archive.toString(), "--directory", root.toString());
    }

    private static void make(Path archive) {
        Path part = archive.resolveSibling(archive.getFileName() + ".part.tar");
        ChildProgram.run(
                "mmdebstrap",
                "--quiet",
                "--variant=minbase",
                "--include=" + String.join(",", PACKAGES),
                SUITE,
                part.toString());
        try {
            Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
