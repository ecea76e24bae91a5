package dev.portcullis.local.trial;

import dev.portcullis.gate.Gate;
import dev.portcullis.gate.JavaOptions;
import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.postgres.LocalPostgres;
import dev.portcullis.local.process.Child;
import dev.portcullis.local.process.StartFailure;
import dev.portcullis.probe.ServiceToken;
import dev.portcullis.settings.value.Hostname;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The gate as a process of its own, started with one file as on the host. */
final class LocalGate implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    /** Dollars; the stand-in costs none, and a real account little. */
    private static final String DAY_CAP = "20";

    private static final String MONTH_CAP = "100";

    private final Process process;
    private final Child child;
    private final int port;
    private final Administration administration;

    private LocalGate(Process process, Child child, int port, Administration administration) {
        this.process = process;
        this.child = child;
        this.port = port;
        this.administration = administration;
    }

    /**
     * The neighbours of a gate.
     *
     * @param clients by name
     * @param silence how long it leaves a stream silent
     */
    record Facts(
            String geography,
            int litellmPort,
            String internalKey,
            Hostname hostname,
            AccessTeam team,
            String audience,
            Map<String, ServiceToken> clients,
            Database database,
            Duration silence) {}

    /** The ledger's, on this machine. */
    record Database(int port, String password) {}

    /**
     * Returns at once; {@link #awaitReady} tells whether it came up.
     *
     * @param state is told the process
     */
    static LocalGate start(Path project, Path folder, Facts facts, StateFile state) {
        int port = FreePort.any();
        int adminPort = FreePort.any();
        URI admin = URI.create("http://" + LOOPBACK + ":" + adminPort);
        Child child = new Child("gate", admin.resolve("/healthz"), log(folder));
        String adminKey = Secrets.adminKey();
        try {
            Files.createDirectory(folder);
            Files.createDirectory(folder.resolve("spool"));
            Files.writeString(folder.resolve("internal-key"), facts.internalKey());
            Files.writeString(
                    folder.resolve("database-password"), facts.database().password());
            Files.writeString(folder.resolve("pepper"), Secrets.pepper());
            Path adminKeyFile = Files.writeString(folder.resolve("admin-key"), adminKey);
            Path file = Files.writeString(folder.resolve("gate.yaml"), config(project, facts, port, adminPort));
            ProcessBuilder builder = new ProcessBuilder(command(file))
                    .redirectErrorStream(true)
                    .redirectOutput(child.log().toFile());
            return new LocalGate(
                    Child.start(builder, state::record),
                    child,
                    port,
                    new Administration(admin, adminKey, adminKeyFile));
        } catch (IOException e) {
            throw child.failure(String.valueOf(e.getMessage()));
        }
    }

    int port() {
        return port;
    }

    /** A failure with the gate's log. */
    StartFailure failure(String given) {
        return child.failure(given);
    }

    Administration administration() {
        return administration;
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
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JavaOptions.ALL);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Gate.class.getName(), file.toString()));
        return command;
    }

    private static String clients(Map<String, ServiceToken> clients) {
        return clients.entrySet().stream()
                .map(client -> "  - name: " + client.getKey() + "\n    id: "
                        + client.getValue().clientId() + "\n")
                .collect(Collectors.joining());
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
                hosts: [%s]
                spool: spool
                silenceSeconds: %d
                databasePasswordFile: database-password
                pepperFile: pepper
                adminKeyFile: admin-key
                timeZone: UTC
                caps:
                  day: %s
                  month: %s
                database:
                  host: 127.0.0.1
                  port: %d
                  name: %s
                  user: %s
                clients:
                %s""".formatted(
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
                        facts.hostname(),
                        facts.silence().toSeconds(),
                        DAY_CAP,
                        MONTH_CAP,
                        facts.database().port(),
                        LocalPostgres.NAME,
                        LocalPostgres.NAME,
                        clients(facts.clients()));
    }
}
