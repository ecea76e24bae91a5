package dev.portcullis.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Packages for Node as a lock pins them by hash, each lock in a folder whose name follows from it. */
public final class LockedPackages {
    private LockedPackages() {}

    /**
     * The folder that has {@code node_modules}, installed when it is not there yet.
     *
     * @param source has {@code package.json} and its lock
     */
    public static Path install(Path source, Path cache, String name) throws IOException, InterruptedException {
        Path target = cache.resolve(name + "-" + key(source.resolve("package-lock.json")));
        if (!Files.exists(target)) {
            Files.createDirectories(cache);
            Path partial = Files.createTempDirectory(cache, name + "-partial");
            for (String file : List.of("package.json", "package-lock.json")) {
                Files.copy(source.resolve(file), partial.resolve(file));
            }
            // Without scripts: those of the packages only copy the program that lies there already.
            run(partial, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
    }

    static void run(Path directory, String... command) throws IOException, InterruptedException {
        System.out.println("Installing: " + String.join(" ", command));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
        }
    }

    static String key(Path lock) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(lock));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
