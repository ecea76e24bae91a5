package dev.portcullis.local.trial;

import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.edge.ServiceToken;
import dev.portcullis.local.process.Child;
import dev.portcullis.local.process.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The gate as a process of its own, started with one file as on the host. */
final class LocalGate implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Process process;
    private final Child child;
    private final int port;

    private LocalGate(Process process, Child child, int port) {
        this.process = process;
        this.child = child;
        this.port = port;
    }

    /**
     * What a gate has to be told of its neighbours.
     *
     * @param silence how long it leaves a stream silent
     */
    record Facts(
            String geography,
            int litellmPort,
            String internalKey,
            AccessTeam team,
            String audience,
            ServiceToken client,
            Duration silence) {}

    /**
     * Returns at once; {@link #awaitReady} tells whether it came up.
     *
     * @param state is told the process
     */
    static LocalGate start(Path project, Path folder, Facts facts, StateFile state) {
        int port = FreePort.any();
        int adminPort = FreePort.any();
        Child child = new Child("gate", URI.create("http://" + LOOPBACK + ":" + adminPort + "/healthz"), log(folder));
        try {
            Files.createDirectory(folder);
            Files.createDirectory(folder.resolve("spool"));
            Files.writeString(folder.resolve("internal-key"), facts.internalKey());
            Path file = Files.writeString(folder.resolve("gate.yaml"), config(project, facts, port, adminPort));
            ProcessBuilder builder = new ProcessBuilder(command(file))
                    .redirectErrorStream(true)
                    .redirectOutput(child.log().toFile());
            return new LocalGate(Child.start(builder, state::record), child, port);
        } catch (IOException e) {
            throw child.failure(String.valueOf(e.getMessage()));
        }
    }

    int port() {
        return port;
    }

    URI base() {
        return URI.create("http://" + LOOPBACK + ":" + port);
    }

    /** Throws {@link StartFailure} when it does not come up. */
    void awaitReady(Duration limit) {
        child.awaitReady(
                limit, () -> process.isAlive() ? Optional.empty() : Optional.of("exit code " + process.exitValue()));
    }

    @Override
    public void close() {
        Child.stop(process);
    }

    private static Path log(Path folder) {
        return folder.resolve("gate.log");
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
                silenceSeconds: %d
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
                        facts.client().clientId(),
                        facts.silence().toSeconds());
    }
}
