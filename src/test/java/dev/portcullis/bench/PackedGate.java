package dev.portcullis.bench;

import dev.portcullis.gate.JavaOptions;
import dev.portcullis.gate.ledger.PostgresLogin;
import dev.portcullis.local.loopback.Loopback;
import dev.portcullis.local.process.Child;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.release.GateCredential;
import dev.portcullis.release.GateFile;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.stream.Stream;

/** The jar that ships, as a process of its own with the flags that it gets on the host and in {@code try}. */
final class PackedGate implements AutoCloseable {
    static final Hostname HOSTNAME = new Hostname("llm.portcullis.test");

    private static final Usd UNREACHABLE = Usd.ofDollars(100_000_000);
    private static final Duration START = Duration.ofSeconds(30);
    private static final int KIB_PER_MIB = 1024;

    private final Process process;
    private final Child child;
    private final int port;
    private final int adminPort;
    private final Path spool;

    private PackedGate(Process process, Child child, int port, int adminPort, Path spool) {
        this.process = process;
        this.child = child;
        this.port = port;
        this.adminPort = adminPort;
        this.spool = spool;
    }

    /** The issuer whose tokens the gate accepts, and the client that they are for. */
    record Access(String issuer, URI keys, String audience, String clientId) {}

    /** The gate's surroundings: LiteLLM or a stub behind it, Access before it, the database beside it. */
    record Facts(int upstreamPort, String internalKey, Access access, Postgres postgres) {}

    /** Ready when it returns. */
    static PackedGate start(Path project, Path folder, Facts facts) throws IOException {
        int port = FreePort.any();
        int adminPort = FreePort.any();
        Files.createDirectories(folder.resolve("spool"));
        GateCredential.INTERNAL_KEY.write(folder, facts.internalKey());
        GateCredential.PEPPER.write(folder, Ledger.PEPPER);
        GateCredential.ADMIN_KEY.write(folder, "ak-first-" + "0".repeat(43));
        GateCredential.DATABASE_PASSWORD.write(folder, facts.postgres().config().password());
        Path file = Files.writeString(
                folder.resolve("gate.yaml"),
                file(project, facts, port, adminPort).render());
        Child child = new Child(
                "gate",
                URI.create("http://" + Loopback.ADDRESS + ":" + adminPort + "/readyz"),
                folder.resolve("gate.log"));
        Process process = new ProcessBuilder(command(project, file))
                .redirectErrorStream(true)
                .redirectOutput(child.log().toFile())
                .start();
        PackedGate gate = new PackedGate(process, child, port, adminPort, folder.resolve("spool"));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        child.awaitReady(START, gate::end);
        return gate;
    }

    int port() {
        return port;
    }

    URI metrics() {
        return URI.create("http://" + Loopback.ADDRESS + ":" + adminPort + "/metrics");
    }

    /** Where long bodies are while they are under way. */
    Path spool() {
        return spool;
    }

    /** As the system counts it. */
    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    URI base() {
        return URI.create("http://" + Loopback.ADDRESS + ":" + port);
    }

    /** The process's resident memory as the system counts it; -1 where the system does not tell. */
    long residentMib() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB;
                }
            }
        } catch (IOException e) {
            // Not Linux, or dead.
        }
        return -1;
    }

    /** How often it has said so in its log. */
    long outOfMemory() {
        try (Stream<String> lines = Files.lines(child.log())) {
            return lines.filter(line -> line.contains("OutOfMemoryError")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> end() {
        return process.isAlive() ? Optional.empty() : Optional.of("exit code " + process.exitValue());
    }

    @Override
    public void close() {
        Child.stop(process);
    }

    private static List<String> command(Path project, Path file) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JavaOptions.ALL);
        command.addAll(
                List.of("-jar", project.resolve("target/portcullis-gate.jar").toString(), file.toString()));
        return command;
    }

    private static GateFile file(Path project, Facts facts, int port, int adminPort) {
        PostgresLogin database = facts.postgres().config();
        Access access = facts.access();
        return new GateFile(
                new GateFile.Places("", project.resolve("config") + "/", Optional.empty(), "spool"),
                new GateFile.GatePorts(port, adminPort, facts.upstreamPort()),
                LocalDate.now(ZoneOffset.UTC),
                new GateFile.OfferedModels("us", List.of(), false),
                new GateFile.CallerNames(List.of(HOSTNAME), List.of()),
                Optional.of(new GateFile.KnownCallers(
                        access.issuer(),
                        Optional.of(access.keys()),
                        List.of(access.audience()),
                        Map.of(access.clientId(), Ledger.CLIENT.value()))),
                new GateFile.CallDefaults(Optional.empty(), Optional.empty()),
                new GateFile.DollarCaps(UNREACHABLE, UNREACHABLE),
                new GateFile.LedgerAddress(database.host(), database.port(), database.name(), database.user()),
                List.of(),
                "");
    }
}
