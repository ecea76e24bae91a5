package dev.portcullis.local.boot.cloud;

import dev.portcullis.local.boot.guest.ChildProgram;
import dev.portcullis.local.boot.guest.DataVolume;
import dev.portcullis.local.litellm.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The disks, which are exchanged while the guest is off.
 *
 * @param archive the archive of the root file system
 * @param prepare the writer of a new one's content
 */
public record Disks(Path archive, Path root, Consumer<Path> prepare, DataVolume volume) {
    private static final String FOREIGN = "photos";

    /** Makes the root disk that of an instance that has never been on. */
    public void newRoot() {
        try {
            Tree.delete(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RootFileSystem.unpack(archive, root);
        prepare.accept(root);
    }

    public void largerVolume() {
        volume.grow();
    }

    public void blankVolume() {
        volume.erase();
    }

    /** A file system that holds data of another program. */
    public void foreignVolume() {
        volume.erase();
        ChildProgram.run("mkfs.ext4", "-q", "-L", FOREIGN, volume.device());
    }

    public boolean isForeign() {
        return ChildProgram.run("blkid", "-p", "-o", "value", "-s", "LABEL", volume.device())
                .strip()
                .equals(FOREIGN);
    }
}
