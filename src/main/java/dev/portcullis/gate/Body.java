package dev.portcullis.gate;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A whole body, in memory or on disk. Whoever has one gives it back with {@link #discard}, once or more often. */
final class Body {
    private final BodySpace space;
    private final Optional<Path> file;
    private Buffer memory;
    private long held;

    private Body(BodySpace space, Buffer memory, Optional<Path> file, long held) {
        this.space = space;
        this.memory = memory;
        this.file = file;
        this.held = held;
    }

    /** @param held what has been taken of the space for it */
    static Body inMemory(BodySpace space, Buffer bytes, long held) {
        return new Body(space, bytes, Optional.empty(), held);
    }

    static Body onDisk(BodySpace space, Path file, long held) {
        return new Body(space, Buffer.buffer(), Optional.of(file), held);
    }

    /** Where it is on disk; else {@link #memory} has it. */
    Optional<Path> file() {
        return file;
    }

    Buffer memory() {
        return memory;
    }

    /** May block. */
    byte[] bytes() {
        try {
            return file.isPresent() ? Files.readAllBytes(file.get()) : memory.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts other bytes, from an offset on, into its place. May block. */
    void replace(byte[] bytes, int from) {
        try {
            if (file.isPresent()) {
                try (OutputStream out = Files.newOutputStream(file.get())) {
                    out.write(bytes, from, bytes.length - from);
                }
            } else {
                memory = Buffer.buffer(bytes.length - from).appendBytes(bytes, from, bytes.length - from);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void discard() {
        space.give(held);
        held = 0;
        memory = Buffer.buffer();
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
