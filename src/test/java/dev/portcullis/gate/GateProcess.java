package dev.portcullis.gate;

import dev.portcullis.gate.ledger.PostgresLogin;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.release.GateCredential;
import dev.portcullis.release.GateFile;
import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The gate's surroundings: the issuer's keys, LiteLLM, the database, and the cap for all calls of a day. */
    record Place(StubKeyServer keys, StubLiteLlm liteLlm, PostgresLogin database, String capDay) {}

    /** Returns when it is ready. */
    static GateProcess start(Path folder, Place place) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("spool"));
        GateCredential.INTERNAL_KEY.write(folder, TestGate.KEY);
        GateCredential.DATABASE_PASSWORD.write(folder, TestGate.KEY);
        GateCredential.ADMIN_KEY.write(folder, TestMoney.ADMIN.text());
        GateCredential.PEPPER.write(folder, "0123456789abcdef0123456789abcdef");
        int port = FreePort.any();
        int adminPort = FreePort.any();
        Path file = Files.writeString(
                folder.resolve("gate.yaml"), file(place, port, adminPort).render());
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

    private static GateFile file(Place place, int port, int adminPort) {
        PostgresLogin database = place.database();
        return new GateFile(
                new GateFile.Places(
                        "",
                        Path.of("config").toAbsolutePath() + "/",
                        Optional.of(Path.of("src/test/resources/dev/portcullis/gate/shape/models.yaml")
                                .toAbsolutePath()
                                .toString()),
                        "spool"),
                new GateFile.GatePorts(port, adminPort, place.liteLlm().port()),
                LocalDate.of(2026, 11, 21),
                new GateFile.OfferedModels("eu", List.of(), false),
                new GateFile.CallerNames(List.of(), List.of()),
                Optional.of(new GateFile.KnownCallers(
                        Team.ISSUER,
                        Optional.of(place.keys().address()),
                        List.of(Team.AUDIENCE),
                        Map.of(Team.CLIENT_ID, "laptop"))),
                new GateFile.CallDefaults(Optional.empty(), Optional.empty()),
                new GateFile.DollarCaps(Usd.ofDollars(place.capDay()), Usd.ofDollars(1_000_000)),
                new GateFile.LedgerAddress(database.host(), database.port(), database.name(), database.user()),
                List.of(),
                "");
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
}
