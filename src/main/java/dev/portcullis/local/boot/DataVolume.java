package dev.portcullis.local.boot;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A blank disk: a sparse file behind a loop device. */
final class DataVolume implements AutoCloseable {
    private static final long BYTES = 4L << 30;

    private final String device;

    private DataVolume(String device) {
        this.device = device;
    }

    static DataVolume blank(Path file) {
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DataVolume(
                Program.run("losetup", "--find", "--show", file.toString()).strip());
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
