package dev.portcullis.local.boot;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A blank disk: a sparse file behind a loop device. */
final class DataVolume implements AutoCloseable {
    private static final long BYTES = 4L << 30;

    private final Path file;
    private final String device;

    private DataVolume(Path file, String device) {
        this.file = file;
        this.device = device;
    }

    static DataVolume blank(Path file) {
        size(file, BYTES);
        return new DataVolume(
                file, Program.run("losetup", "--find", "--show", file.toString()).strip());
    }

    private static void size(Path file, long bytes) {
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Half as large again, under whoever uses it. */
    void grow() {
        size(file, BYTES + BYTES / 2);
        Program.run("losetup", "--set-capacity", device);
    }

    String device() {
        return device;
    }

    /** As a new one, under the same name. */
    void erase() {
        Program.run("blkdiscard", "--force", "--zeroout", device);
    }

    @Override
    public void close() {
        Program.run("losetup", "--detach", device);
    }
}
