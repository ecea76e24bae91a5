package dev.portcullis.cli.terminal;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --out}: a secret goes to a new file that only its owner can read, and not to the terminal. */
public final class SecretFile {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the secret to FILE (mode 600) and do not print it. A file that exists is refused.")
    private @Nullable Path out;

    /** Whether the option was given. */
    public boolean isNamed() {
        return out != null;
    }

    /** Takes the place before the secret is made, so that no secret is made that cannot be kept. */
    public Place take() {
        return new Place(Optional.ofNullable(out));
    }

    /** Standard output, or a new file that is removed again unless the secret is written. */
    public static final class Place implements AutoCloseable {
        private final Optional<Path> file;
        private final Thread onInterrupt = new Thread(this::remove, "secret-file");
        private volatile boolean written;

        private Place(Optional<Path> file) {
            this.file = file;
            file.ifPresent(path -> {
                create(path);
                Runtime.getRuntime().addShutdownHook(onInterrupt);
            });
        }

        private static void create(Path path) {
            try {
                Files.newByteChannel(
                                path,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                        .close();
            } catch (FileAlreadyExistsException e) {
                throw new BadInput(
                        "--out", "a new file", "'" + path + "', which exists", "Choose another name, or remove it");
            } catch (IOException e) {
                throw new BadInput(
                        "--out",
                        "a file that can be written",
                        "'" + path + "': " + e.getClass().getSimpleName(),
                        "Check its folder and its permissions");
            }
        }

        /** The file's name, for the report. */
        public Optional<Path> file() {
            return file;
        }

        public void write(PrintWriter terminal, String secret) {
            if (file.isEmpty()) {
                terminal.println(secret);
                return;
            }
            try {
                Files.writeString(file.get(), secret + "\n", StandardCharsets.UTF_8);
                written = true;
            } catch (IOException e) {
                // The secret exists now and must not be lost with the file.
                terminal.println(secret);
                throw new UncheckedIOException("could not write '" + file.get() + "'; the secret is printed", e);
            }
        }

        @Override
        public void close() {
            if (file.isPresent()) {
                Runtime.getRuntime().removeShutdownHook(onInterrupt);
                remove();
            }
        }

        private void remove() {
            if (!written && file.isPresent()) {
                try {
                    Files.deleteIfExists(file.get());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
