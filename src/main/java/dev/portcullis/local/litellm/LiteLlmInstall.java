package dev.portcullis.local.litellm;

import dev.portcullis.catalogue.litellm.LiteLlmLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The lock, installed: a Python environment in a cache, under a name that follows from the lock and the Python. It
 * appears whole or not at all. A second installer waits for the first; an interrupted one starts again from pip's own
 * cache of finished downloads.
 */
public final class LiteLlmInstall {
    private static final String LOCK_FILE = "litellm.lock";
    private static final long MEGABYTE = 1_000_000;
    private static final long NEEDED_MEGABYTES = 800;

    private final Path directory;

    private LiteLlmInstall(Path directory) {
        this.directory = directory;
    }

    /** The directory of all installations: below {@code XDG_CACHE_HOME}, or {@code ~/.cache}. */
    public static Path cache(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return (cache.isEmpty() ? home.resolve(".cache") : Path.of(cache)).resolve("portcullis");
    }

    /**
     * Installs unless it is there already, which takes milliseconds then and about a minute otherwise.
     *
     * @throws InstallFailure with the reason; the cache is then as before
     */
    public static LiteLlmInstall of(LiteLlmLock lock, Python python, Path cache, Progress progress) {
        Path target = cache.resolve("litellm-" + key(lock, python));
        LiteLlmInstall install = new LiteLlmInstall(target);
        if (install.isWhole()) {
            return install;
        }
        try {
            Files.createDirectories(cache);
            try (FileChannel channel = FileChannel.open(
                            cache.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !install.isWhole()) {
                    requireRoom(Files.getFileStore(cache).getUsableSpace());
                    install(lock, python, target, progress);
                }
            }
            return install;
        } catch (IOException e) {
            throw new InstallFailure(
                    cache.toString(),
                    "a directory to install into",
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    "Make room, or set XDG_CACHE_HOME to a directory of yours");
        }
    }

    /** Checked before minutes of downloads, since they would end the same way. */
    static void requireRoom(long bytes) {
        if (bytes < NEEDED_MEGABYTES * MEGABYTE) {
            throw new InstallFailure(
                    "disk",
                    NEEDED_MEGABYTES + " MB for LiteLLM",
                    bytes / MEGABYTE + " MB",
                    "Make room, or set XDG_CACHE_HOME to a directory on another disk, and try again");
        }
    }

    /** Removes every installation from the cache, and nothing else that lies there. */
    public static void removeAll(Path cache) {
        if (!Files.isDirectory(cache)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(
                        cache.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock();
                DirectoryStream<Path> installs = Files.newDirectoryStream(cache, "litellm-*")) {
            for (Path install : installs) {
                if (held.isValid()) {
                    Tree.delete(install);
                }
            }
        } catch (IOException e) {
            throw new InstallFailure(
                    cache.toString(),
                    "a cache that can be emptied",
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    "Stop what uses it and try again");
        }
    }

    /** The interpreter that has LiteLLM. Its scripts are not used: they name the directory they were made in. */
    public Path python() {
        return directory.resolve("bin").resolve("python");
    }

    public Path directory() {
        return directory;
    }

    /** An environment leans on the Python it was made with, and that may have been removed since. */
    private boolean isWhole() {
        return Files.isExecutable(python());
    }

    private static void install(LiteLlmLock lock, Python python, Path target, Progress progress) throws IOException {
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        // Left by an attempt that was killed, or an environment whose Python is gone. We hold the lock: nobody uses it.
        Tree.delete(partial);
        Tree.delete(target);
        try (Pip pip = new Pip(partial, target.resolveSibling(target.getFileName() + ".log"))) {
            pip.makeEnvironment(python);
            pip.install(lock, progress);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (InstallFailure | IOException | UncheckedIOException e) {
            Tree.delete(partial);
            throw e;
        }
    }

    private static String key(LiteLlmLock lock, Python python) {
        String identity = lock.digest() + "\n" + python.version() + "\n" + python.executable();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
