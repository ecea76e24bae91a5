package dev.portcullis.clients;

import static dev.portcullis.clients.LockedPackages.key;
import static dev.portcullis.clients.LockedPackages.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        return new ClientInstall(
                LockedPackages.install(Path.of("src/test/clients"), cache, "clients-node"),
                python(cache, "clients"),
                python(cache, "aider"));
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
}
