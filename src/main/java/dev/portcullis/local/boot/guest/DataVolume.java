package dev.portcullis.local.boot.guest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A blank disk: a sparse file behind a loop device. */
public final class DataVolume implements AutoCloseable {
    private static final long BYTES = 4L << 30;

    private final Path file;
    private final String device;

    private DataVolume(Path file, String device) {
        this.file = file;
        this.device = device;
    }

    public static DataVolume blank(Path file) {
        size(file, BYTES);
        return new DataVolume(
                file,
                ChildProgram.run("losetup", "--find", "--show", file.toString()).strip());
    }

    private static void size(Path file, long bytes) {
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Grows it by half while it is in use. */
    public void grow() {
        size(file, BYTES + BYTES / 2);
        ChildProgram.run("losetup", "--set-capacity", device);
    }

    public String device() {
        return device;
    }

    /** Whether this machine lets a mounted file system grow at all: some sandboxes do not, and prove nothing then. */
    public static boolean canGrow() {
        String script = """
                set -e
                work=$(mktemp -d)
                trap 'umount $work/on 2> /dev/null || true; losetup -d $loop 2> /dev/null || true; rm -r $work' EXIT
                truncate -s 32M $work/image
                mkdir $work/on
                loop=$(losetup --find --show $work/image)
                mkfs.ext4 -q $loop
                mount $loop $work/on
                truncate -s 64M $work/image
                losetup --set-capacity $loop
                resize2fs $loop
                """;
        return ChildProgram.tried(List.of("bash", "-c", script)).code() == 0;
    }

    /** Makes it a new volume under the same name. */
    public void erase() {
        ChildProgram.run("blkdiscard", "--force", "--zeroout", device);
    }

    @Override
    public void close() {
        ChildProgram.run("losetup", "--detach", device);
    }
}
