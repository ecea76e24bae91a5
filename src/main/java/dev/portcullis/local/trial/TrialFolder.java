package dev.portcullis.local.trial;

import dev.portcullis.local.litellm.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A folder of one trial's own, so that two at once never meet; it holds keys, so only its owner can look into it. */
public final class TrialFolder implements AutoCloseable {
    private final Path path;

    private TrialFolder(Path path) {
        this.path = path;
    }

    /** Cleans up after trials that were killed, and no others. */
    public static TrialFolder make(Path trials) {
        StateFile.sweep(trials);
        Path path = trials.resolve(String.valueOf(ProcessHandle.current().pid()));
        try {
            Tree.delete(path);
            Files.createDirectories(trials);
            removeAbandoned(trials);
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TrialFolder(path);
    }

    public Path path() {
        return path;
    }

    /** Puts a log where it outlives this folder, in place of an earlier one of that name. Answers where it is. */
    Path keep(Path log) {
        Path kept = path.resolveSibling("failed-" + log.getFileName());
        try {
            return Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // The message already has the important part of it.
            return log;
        }
    }

    @Override
    public void close() {
        try {
            Tree.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** They hold the keys of gateways that run no longer. */
    private static void removeAbandoned(Path trials) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(trials)) {
            folders = all.filter(StateFile::isAbandoned).toList();
        }
        for (Path folder : folders) {
            Tree.delete(folder);
        }
    }
}
