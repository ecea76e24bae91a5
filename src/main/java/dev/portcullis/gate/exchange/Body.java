package dev.portcullis.gate.exchange;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.portcullis.gate.share.BodySpace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The body of one exchange, in memory or on disk, from its first byte. The exchange owns it: {@link #discard} runs at
 * its end, whatever happened, and may run earlier.
 */
public final class Body {
    private final BodySpace.Claim claim;
    private final Path path;
    private Buffer memory = Buffer.buffer();
    private Optional<AsyncFile> open = Optional.empty();
    private final List<Future<AsyncFile>> readers = new ArrayList<>();
    private boolean onDisk;
    private boolean discarded;

    /** @param spool the folder for long ones */
    public Body(BodySpace.Claim claim, Path spool) {
        this.claim = claim;
        this.path = spool.resolve(Spool.PREFIX + UUID.randomUUID());
    }

    BodySpace.Claim claim() {
        return claim;
    }

    /** The file that the body goes to, if it goes to disk. */
    Path path() {
        return path;
    }

    /** The file that holds the body; otherwise {@link #memory} has it. */
    public Optional<Path> file() {
        return onDisk ? Optional.of(path) : Optional.empty();
    }

    public Buffer memory() {
        return memory;
    }

    /** A file may exist from now on, even if its opening is never reported: the end removes it. */
    void willBeOnDisk() {
        onDisk = true;
    }

    /** The body is written to the file from now on. The part in memory is handed over. */
    Buffer goesTo(AsyncFile file) {
        open = Optional.of(file);
        if (discarded) {
            remove();
        }
        Buffer handed = memory;
        memory = Buffer.buffer();
        claim.leaveMemory();
        return handed;
    }

    /** The file that is being written. */
    Optional<AsyncFile> open() {
        return open;
    }

    /** It is whole, and its file closed. */
    void closed() {
        open = Optional.empty();
    }

    /** Completed with the file, opened for reading. Its receiver alone closes it, even when it opens late. */
    public Promise<AsyncFile> reader() {
        Promise<AsyncFile> opening = Promise.promise();
        readers.add(opening.future());
        if (discarded) {
            remove();
        }
        return opening;
    }

    /** May block. */
    byte[] bytes() {
        try {
            return onDisk ? Files.readAllBytes(path) : memory.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts other bytes, from an offset on, into its place. May block. */
    void replace(byte[] bytes, int from) {
        try {
            if (onDisk) {
                // A file that was removed meanwhile is not created again: nothing would remove it a second time.
                try (OutputStream out = Files.newOutputStream(path, WRITE, TRUNCATE_EXISTING)) {
                    out.write(bytes, from, bytes.length - from);
                }
            } else {
                memory = Buffer.buffer(bytes.length - from).appendBytes(bytes, from, bytes.length - from);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Releases the space, the memory and the file; may run more than once. */
    public void discard() {
        discarded = true;
        claim.close();
        memory = Buffer.buffer();
        remove();
    }

    private void remove() {
        open.ifPresent(Body::close);
        open = Optional.empty();
        readers.forEach(opening -> opening.onSuccess(Body::close));
        readers.clear();
        try {
            if (onDisk) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(AsyncFile file) {
        try {
            file.close();
        } catch (IllegalStateException e) {
            // It was closed before, by what then failed: the file still has to go.
            return;
        }
    }
}
