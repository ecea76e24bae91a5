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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A gate as a process of its own, which can be killed. */
public final class GateProcess implements AutoCloseable {
    public static final Path UNIT = Path.of("userdata/units/portcullis-gate.service");

    private final Process process;
    private final int port;
    private final int adminPort;
    private final Path log;

    private GateProcess(Process process, int port, int adminPort, Path log) {
        this.process = process;
        this.port = port;
        this.adminPort = adminPort;
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
        Process process = new ProcessBuilder(command(file))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        GateProcess gate = new GateProcess(process, port, adminPort, log);
        gate.awaitReady();
        return gate;
    }

    /** With the flags of the host's own unit, its limits on memory among them. */
    private static List<String> command(Path file) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Pattern.compile("(?<= )-X\\S+")
                .matcher(Files.readString(UNIT))
                .results()
                .map(MatchResult::group)
                .forEach(command::add);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "dev.portcullis.gate.Gate", file.toString()));
        return command;
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

    int adminPort() {
        return adminPort;
    }

    /** The same from its start to its end: a gate that was started anew has another. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** As the system counts it. */
    long pid() {
        return process.pid();
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

    private void awaitReady() throws IOException, InterruptedException {
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
