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

/**
 * The locked clients, installed into the cache: each lock in a folder whose name follows from it. None of them is shipped;
 * they are only run.
 *
 * @param node has {@code node_modules}
 * @param python an environment with the libraries and llm
 * @param aider an environment of its own
 */
record ClientInstall(Path node, Path python, Path aider) {

    static ClientInstall into(Path cache) throws IOException, InterruptedException {
        return new ClientInstall(node(cache), python(cache, "clients"), python(cache, "aider"));
    }

    private static Path node(Path cache) throws IOException, InterruptedException {
        Path source = Path.of("src/test/clients");
        Path target = cache.resolve("clients-node-" + key(source.resolve("package-lock.json")));
        if (!Files.exists(target)) {
            Path partial = Files.createTempDirectory(cache, "clients-partial");
            for (String name : List.of("package.json", "package-lock.json")) {
                Files.copy(source.resolve(name), partial.resolve(name));
            }
            // Without scripts: those of the packages only copy the program that lies there already.
            run(partial, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
    }

    private static Path python(Path cache, String name) throws IOException, InterruptedException {
        Path lock = Path.of("src/test/python", name + ".lock").toAbsolutePath();
        Path target = cache.resolve("clients-" + name + "-" + key(lock));
        // An environment knows the path that it was made at, so that it cannot be moved: a mark says that it is whole.
        Path whole = target.resolve("whole");
        if (!Files.exists(whole)) {
            run(cache, "python3", "-m", "venv", "--clear", target.toString());
            run(
                    cache,
                    target.resolve("bin/python").toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--no-deps",
                    "--require-hashes",
                    "--only-binary=:all:",
                    "-r",
                    lock.toString());
            Files.createFile(whole);
        }
        return target;
    }

    private static void run(Path directory, String... command) throws IOException, InterruptedException {
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

    private static String key(Path lock) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(lock));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
