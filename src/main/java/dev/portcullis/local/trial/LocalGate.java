package dev.portcullis.local.trial;

import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.edge.ServiceToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gate as a process of its own, started with one file as on the host. */
final class LocalGate implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int SHOWN_LINES = 20;

    private final Process process;
    private final Path log;
    private final int port;
    private final int adminPort;

    private LocalGate(Process process, Path log, int port, int adminPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.adminPort = adminPort;
    }

    /** What a gate has to be told of its neighbours. */
    record Facts(
            String geography,
            int litellmPort,
            String internalKey,
            AccessTeam team,
            String audience,
            ServiceToken client) {}

    /** Returns at once; {@link #awaitReady} tells whether it came up. */
    static LocalGate start(Trial.Parts parts, Facts facts) {
        int port = FreePort.any();
        int adminPort = FreePort.any();
        try {
            Path folder = Files.createDirectory(parts.folder().resolve("gate"));
            Files.createDirectory(folder.resolve("spool"));
            Files.writeString(folder.resolve("internal-key"), facts.internalKey());
            Path file = Files.writeString(folder.resolve("gate.yaml"), config(parts.project(), facts, port, adminPort));
            Path log = folder.resolve("gate.log");
            ProcessBuilder builder =
                    new ProcessBuilder(command(file)).redirectErrorStream(true).redirectOutput(log.toFile());
            return new LocalGate(builder.start(), log, port, adminPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void awaitReady(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isHealthy()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the gate did not come up; its log ends with\n" + lastLines());
            }
            pause();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path file) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.portcullis.gate.Gate",
                file.toString());
    }

    private static String config(Path project, Facts facts, int port, int adminPort) {
        return """
                port: %d
                adminPort: %d
                litellmPort: %d
                internalKeyFile: internal-key
                asOf: %s
                routes: %s
                models: %s
                geography: %s
                access:
                  issuer: %s
                  keys: %s
                  audiences: [%s]
                clients:
                  - name: try
                    id: %s
                spool: spool
                """.formatted(
                        port,
                        adminPort,
                        facts.litellmPort(),
                        LocalDate.now(ZoneOffset.UTC),
                        project.resolve("config/routes.yaml"),
                        project.resolve("config/models.yaml"),
                        facts.geography(),
                        facts.team().issuer(),
                        facts.team().certs(),
                        facts.audience(),
                        facts.client().clientId());
    }

    private boolean isHealthy() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/healthz"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gate came up", e);
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())) + "\n" + log;
        } catch (IOException e) {
            return log.toString();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gate came up", e);
        }
    }
}
