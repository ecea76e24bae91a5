package dev.portcullis.infra.wake;

import dev.portcullis.clients.LockedPackages;
import dev.portcullis.local.litellm.LiteLlmInstall;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Cloudflare's own runtime with the Worker in it. A second Worker plays Access before it: it adds the assertion of a
 * caller that it let in. Every fetch of the Worker goes to one address, where {@link ColdOrigin} plays the rest.
 */
public record WorkersRuntime(Process process, URI address, Path folder) implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("\"port\":(\\d+)");

    private static final String CONFIG = """
            using Workerd = import "/workerd/workerd.capnp";
            const config :Workerd.Config = (
              services = [
                (name = "access", worker = .access),
                (name = "wake", worker = .wake),
                (name = "outside", external = (address = "127.0.0.1:%1$d", http = (style = proxy)))
              ],
              sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "access")]
            );
            const access :Workerd.Worker = (
              modules = [(name = "access.mjs", esModule = embed "access.mjs")],
              compatibilityDate = "%2$s",
              bindings = [(name = "NEXT", service = "wake"), (name = "ASSERTION", text = "%3$s")]
            );
            const wake :Workerd.Worker = (
              modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
              compatibilityDate = "%2$s",
              globalOutbound = "outside",
              bindings = [
                (name = "AUDIENCE", text = "%4$s"),
                (name = "ISSUER", text = "%5$s"),
                (name = "WAKE_URL", text = "%6$s"),
                (name = "WAKE_SECRET", text = "%7$s"),
                (name = "WAIT_SECONDS", text = "%8$d")
              ]
            );
            """;

    private static final String ACCESS = """
            export default {
              fetch(request, env) {
                const headers = new Headers(request.headers);
                if (env.ASSERTION !== "") headers.set("cf-access-jwt-assertion", env.ASSERTION);
                return env.NEXT.fetch(new Request(request, { headers, redirect: "manual" }));
              },
            };
            """;

    /**
     * Starts it with the stack's own Worker, and before it one that stands for Access.
     *
     * @param assertion as Access would add it; empty for none
     */
    public static WorkersRuntime start(ColdOrigin origin, String assertion, int waitSeconds) throws Exception {
        Path folder = Files.createTempDirectory("portcullis-workerd");
        Files.writeString(folder.resolve("access.mjs"), ACCESS);
        Files.writeString(folder.resolve("worker.mjs"), WorkerScript.text());
        Files.writeString(
                folder.resolve("config.capnp"),
                CONFIG.formatted(
                        origin.port(),
                        WorkerScript.COMPATIBILITY,
                        assertion,
                        ColdOrigin.AUDIENCE,
                        ColdOrigin.ISSUER,
                        ColdOrigin.WAKE_URL,
                        ColdOrigin.SECRET,
                        waitSeconds));
        Process process = new ProcessBuilder(
                        binary().toString(),
                        "serve",
                        "--control-fd=1",
                        folder.resolve("config.capnp").toString())
                .redirectError(folder.resolve("log").toFile())
                .start();
        BufferedReader control = process.inputReader();
        Matcher listens = LISTENS.matcher(String.valueOf(control.readLine()));
        if (!listens.find()) {
            throw new IllegalStateException("workerd did not start:\n" + Files.readString(folder.resolve("log")));
        }
        return new WorkersRuntime(process, URI.create("http://127.0.0.1:" + listens.group(1)), folder);
    }

    private static Path binary() throws IOException, InterruptedException {
        Path cache = LiteLlmInstall.cache(System.getenv());
        Path modules = LockedPackages.install(Path.of("src/test/workerd"), cache, "workerd")
                .resolve("node_modules/@cloudflare");
        // The package has the name of the machine that it is for, and only that one is installed.
        try (Stream<Path> packages = Files.list(modules)) {
            return packages.map(found -> found.resolve("bin/workerd"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Its messages, with those of the Worker. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log"), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
