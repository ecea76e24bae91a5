package dev.portcullis.local.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers a process that a trial started, so that one which was killed leaves nothing for ever: the next trial ends
 * exactly what is written here, and only while it is still that process. A number alone could be another's by now, so
 * its time of birth is written beside it.
 */
final class StateFile implements AutoCloseable {
    private static final String PREFIX = "child-";

    private final Path file;

    private StateFile(Path file) {
        this.file = file;
    }

    /**
     * Says nothing yet: made before the child, so that closing in the opposite order removes it after the child's end.
     *
     * @param folder the folder of one trial, named by the number of the process that runs it
     * @param name the child's name
     */
    static StateFile of(Path folder, String name) {
        return new StateFile(folder.resolve(PREFIX + name));
    }

    /** Written as soon as the child runs, and again for each that replaces it. A reader never sees half a line. */
    void record(long child) {
        Path whole = file.resolveSibling("." + file.getFileName());
        try {
            Files.writeString(
                    whole, child + " " + born(child).map(Instant::toString).orElse("?"));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what trials left behind whose own process is gone. Answers how many processes that were. */
    static int sweep(Path trials) {
        if (!Files.isDirectory(trials)) {
            return 0;
        }
        try (Stream<Path> folders = Files.list(trials)) {
            return (int) folders.filter(StateFile::isAbandoned)
                    .flatMap(StateFile::children)
                    .filter(StateFile::end)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the trial that the folder belonged to is gone without having removed it. */
    static boolean isAbandoned(Path folder) {
        try {
            long owner = Long.parseLong(String.valueOf(folder.getFileName()));
            return owner != ProcessHandle.current().pid()
                    && ProcessHandle.of(owner).filter(ProcessHandle::isAlive).isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(PREFIX)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean end(Path file) {
        try {
            String[] child = Files.readString(file).trim().split(" ", 2);
            long pid = Long.parseLong(child[0]);
            boolean same = born(pid).map(Instant::toString).equals(Optional.of(child[1]));
            Files.delete(file);
            return same
                    && ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static Optional<Instant> born(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
    }
}
