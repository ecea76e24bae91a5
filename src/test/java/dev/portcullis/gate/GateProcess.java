package dev.portcullis.gate;

import dev.portcullis.gate.ledger.PostgresLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gate as a process of its own, which can be killed. */
final class GateProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final Path log;

    private GateProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** What it is put between. */
    record Place(StubKeyServer keys, StubLiteLlm liteLlm, PostgresLogin database, String capDay) {}

    /** Returns when it is ready. */
    static GateProcess start(Path folder, Place place) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("spool"));
        Files.writeString(folder.resolve("key"), TestGate.KEY);
        Files.writeString(folder.resolve("admin-key"), TestMoney.ADMIN.text());
        Files.writeString(folder.resolve("pepper"), "0123456789abcdef0123456789abcdef");
        int port = freePort();
        int adminPort = freePort();
        Path file = Files.writeString(folder.resolve("gate.yaml"), config(place, port, adminPort));
        Path log = folder.resolve("gate.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.portcullis.gate.Gate",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        GateProcess gate = new GateProcess(process, port, log);
        gate.awaitReady(adminPort);
        return gate;
    }

    private static String config(Place place, int port, int adminPort) {
        return """
                port: %d
                adminPort: %d
                litellmPort: %d
                internalKeyFile: key
                asOf: 2026-11-21
                routes: %s
                models: %s
                geography: eu
                spool: spool
                access:
                  issuer: %s
                  keys: %s
                  audiences: [%s]
                clients:
                  - name: laptop
                    id: %s
                databasePasswordFile: key
                pepperFile: pepper
                adminKeyFile: admin-key
                timeZone: UTC
                caps:
                  day: %s
                  month: 1000000
                database:
                  host: %s
                  port: %d
                  name: %s
                  user: %s
                """.formatted(
                        port,
                        adminPort,
                        place.liteLlm().port(),
                        Path.of("config/routes.yaml").toAbsolutePath(),
                        Path.of("src/test/resources/dev/portcullis/gate/shape/models.yaml")
                                .toAbsolutePath(),
                        Team.ISSUER,
                        place.keys().address(),
                        Team.AUDIENCE,
                        Team.CLIENT_ID,
                        place.capDay(),
                        place.database().host(),
                        place.database().port(),
                        place.database().name(),
                        place.database().user());
    }

    int port() {
        return port;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** As a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(int adminPort) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/readyz"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It is not listening yet.
                Thread.onSpinWait();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("the gate did not come up:\n" + List.of(log()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
