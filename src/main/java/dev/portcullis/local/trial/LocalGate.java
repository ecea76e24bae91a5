package dev.portcullis.local.trial;

import dev.portcullis.gate.Gate;
import dev.portcullis.gate.JavaOptions;
import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.postgres.LocalPostgres;
import dev.portcullis.local.process.Child;
import dev.portcullis.local.process.StartFailure;
import dev.portcullis.probe.ServiceToken;
import dev.portcullis.release.GateCredential;
import dev.portcullis.release.GateFile;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.Usd;
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
import java.util.TreeMap;

/** The gate as a process of its own, started with one file as on the host. */
final class LocalGate implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    /** The stand-in costs none, and a real account little. */
    private static final Usd DAY_CAP = Usd.ofDollars(20);

    private static final Usd MONTH_CAP = Usd.ofDollars(100);

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
     * @param guarded whether LiteLLM's configuration names a guardrail
     * @param clients by name
     * @param silence how long it leaves a stream silent
     */
    record Facts(
            String geography,
            boolean guarded,
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
            GateCredential.INTERNAL_KEY.write(folder, facts.internalKey());
            GateCredential.DATABASE_PASSWORD.write(folder, facts.database().password());
            GateCredential.PEPPER.write(folder, Secrets.pepper());
            Path adminKeyFile = GateCredential.ADMIN_KEY.write(folder, adminKey);
            Path file = Files.writeString(
                    folder.resolve("gate.yaml"),
                    file(project, facts, port, adminPort).render());
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

    private static GateFile file(Path project, Facts facts, int port, int adminPort) {
        Map<String, String> clients = new TreeMap<>();
        facts.clients().forEach((name, token) -> clients.put(token.clientId(), name));
        return new GateFile(
                new GateFile.Places("", project.resolve("config") + "/", Optional.empty(), "spool"),
                new GateFile.GatePorts(port, adminPort, facts.litellmPort()),
                LocalDate.now(ZoneOffset.UTC),
                new GateFile.OfferedModels(facts.geography(), List.of(), facts.guarded()),
                new GateFile.CallerNames(List.of(facts.hostname()), List.of()),
                Optional.of(new GateFile.KnownCallers(
                        facts.team().issuer(), Optional.of(facts.team().certs()), List.of(facts.audience()), clients)),
                new GateFile.CallDefaults(Optional.of(facts.silence()), Optional.empty()),
                new GateFile.DollarCaps(DAY_CAP, MONTH_CAP),
                new GateFile.LedgerAddress(LOOPBACK, facts.database().port(), LocalPostgres.NAME, LocalPostgres.NAME),
                List.of(),
                "");
    }
}
