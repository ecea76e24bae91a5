package dev.portcullis.release;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * All that a host installs but what its manifest names to be fetched: a tar.gz named by the hash of its bytes, so that
 * the same sources are uploaded once and an old release can be found again. It is written only when it is wanted; its
 * name can be had without.
 */
public final class Bundle {
    /** The largest file. The host refuses a longer download than 64 MB. */
    public static final int MAX_BYTES = 40 * 1024 * 1024;

    static final String GATE = "gate/portcullis-gate.jar";

    private final Archive archive;
    private final String sha256;

    Bundle(Archive archive) {
        this.archive = archive;
        MessageDigest digest = SourceStamp.sha256();
        write(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        this.sha256 = HexFormat.of().formatHex(digest.digest());
    }

    /** Lower-case hex SHA-256 of the file. */
    public String sha256() {
        return sha256;
    }

    /** The object's key in the bundle bucket. */
    public String key() {
        return "bundles/" + sha256 + ".tar.gz";
    }

    /** Relative to the project, where an update runs: an absolute path would differ from machine to machine. */
    public String path() {
        return "target/" + key();
    }

    /** The paths of every file, sorted. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        archive.names().forEach(names::add);
        return names;
    }

    /** A program that uploads it needs a gate in it; a plan does not, and is made before anything is built. */
    public void requireGate() {
        if (!names().contains(GATE)) {
            throw new BadInput(
                    "target/portcullis-gate.jar",
                    "the gate's jar and its libraries in target/gate-lib",
                    "none",
                    "Run 'mvn package' and try again");
        }
    }

    /** Writes the file below the project, unless it is there. */
    public Path writeBelow(Path project) {
        Path file = project.resolve(path());
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(project.resolve("target/bundles"));
                Path part = Files.createTempFile(project.resolve("target/bundles"), "new-", ".part");
                write(Files.newOutputStream(part));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(OutputStream out) {
        try (out) {
            archive.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
