package dev.portcullis.bench;

import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Honest and hostile callers side by side at one packed gate with the host's flags, the real LiteLLM and a real
 * PostgreSQL behind it. A third of the time belongs to the honest ones alone. The only argument: seconds.
 */
final class Soak {
    private static final Path UNITS = Path.of("userdata/units");
    private static final long SEED = 20261127;

    private final Report report = new Report();
    private boolean failed;

    public static void main(String[] args) throws Exception {
        long seconds = Long.parseLong(args[0]);
        Path project = Path.of("").toAbsolutePath();
        Path folder = Files.createDirectories(project.resolve("target/soak"));
        Soak soak = new Soak();
        try (Postgres postgres = Postgres.start();
                Team team = new Team();
                Ledger ledger = Ledger.in(postgres);
                LiteLlmAndEdge behind = LiteLlmAndEdge.start(folder.resolve("litellm"), project, postgres)) {
            Target litellm = behind.litellm();
            String internal = Objects.requireNonNull(litellm.headers().get("authorization"))
                    .replace("Bearer ", "");
            try (PackedGate gate = PackedGate.start(
                    project,
                    folder.resolve("gate"),
                    new PackedGate.Facts(litellm.port(), internal, team.access(), postgres))) {
                soak.run(Duration.ofSeconds(seconds), new Parts(postgres, team, ledger, gate));
            }
        }
        System.out.println(soak.report.text());
        System.exit(soak.failed ? 1 : 0);
    }

    private record Parts(Postgres postgres, Team team, Ledger ledger, PackedGate gate) {}

    private void run(Duration time, Parts parts) throws Exception {
        Target honest = new Target(
                parts.gate().port(), parts.team().credentials(parts.ledger().key()));
        List<Long> database = postmaster(parts.postgres());
        try (ProcessMemory memory = new ProcessMemory(Map.of(
                "gate", () -> List.of(parts.gate().pid()),
                "LiteLLM", Soak::litellm,
                "PostgreSQL", () -> withChildren(database)))) {
            alone(honest, time.dividedBy(3));
            together(honest, time.minus(time.dividedBy(3)), parts);
            rest(parts);
            memory(memory, "gate", "portcullis-gate.service");
            memory(memory, "LiteLLM", "portcullis-litellm.service");
            memory(memory, "PostgreSQL", "postgresql@.service.d/portcullis.conf");
        }
    }

    private void alone(Target honest, Duration time) throws InterruptedException {
        report.about("honest callers alone for " + time.toSeconds() + " s");
        HonestCallers warm = new HonestCallers(honest);
        warm.ask(Duration.ofSeconds(5));
        HonestCallers callers = new HonestCallers(honest);
        callers.ask(time);
        latency("alone", callers);
    }

    private void together(Target honest, Duration time, Parts parts) throws Exception {
        report.about("honest and hostile callers for " + time.toSeconds() + " s");
        List<String> keys = List.of(
                lines(parts, "without money", Usd.ZERO),
                lines(parts, "with a little", Usd.ofDollars("0.2")),
                lines(parts, "with some", Usd.ofDollars(5)));
        HonestCallers callers = new HonestCallers(honest);
        HostileCallers hostile = new HostileCallers(parts.gate().port(), keys, SEED);
        try (hostile) {
            callers.ask(time);
        }
        latency("beside hostile ones", callers);
        verdict("hostile callers: " + hostile.done(), hostile.wrong() + " wrong answers", "0", hostile.wrong() == 0);
        verdict(
                "gate",
                parts.gate().isAlive() ? "alive" : "dead",
                "alive",
                parts.gate().isAlive());
        for (String key : List.of("with a little", "with some")) {
            String row = number(
                    parts.postgres(),
                    "SELECT sum(settled) FROM key_spend JOIN virtual_key ON id = key_id WHERE period = 'total' AND name = '"
                            + key + "'");
            long most = key.equals("with some") ? 5_000_000 : 200_000;
            verdict("millionths booked on the key " + key, row, "<= " + most, Long.parseLong(row) <= most);
        }
    }

    private static String lines(Parts parts, String name, Usd total) throws Exception {
        return parts.team().credentials(parts.ledger().capped(name, total)).entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
    }

    private void latency(String when, HonestCallers callers) {
        verdict(
                "honest callers " + when + ", p50 / p99",
                String.format(
                        Locale.ROOT,
                        "%.0f / %.0f ms, %s",
                        callers.milliseconds(50),
                        callers.milliseconds(99),
                        callers.outcomes()),
                "answered",
                callers.allAnswered());
    }

    /** Waits until nothing is held after the last request; a thinking model's stream may be read for 30 s more. */
    private void rest(Parts parts) throws Exception {
        report.about("what is left");
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        String left = left(parts);
        while (!left.isEmpty() && System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
            left = left(parts);
        }
        verdict(
                "in flight, body space, unsettled, spool files, reservations, callers' connections",
                left.isEmpty() ? "0" : left,
                "0",
                left.isEmpty());
    }

    private static String left(Parts parts) throws Exception {
        String metrics = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(parts.gate().metrics()).build(), BodyHandlers.ofString())
                .body();
        String left = metrics.lines()
                .filter(line -> line.matches("portcullis_gate_(in_flight|body_bytes|unsettled|late_settlements) .*"))
                .filter(line -> !line.endsWith(" 0.0"))
                .collect(Collectors.joining(", "));
        try (Stream<Path> files = Files.list(parts.gate().spool())) {
            long spooled = files.count();
            left += spooled == 0 ? "" : ", " + spooled + " spool files";
        }
        String reserved = number(parts.postgres(), "SELECT count(*) FROM reservation");
        left += reserved.equals("0") ? "" : ", " + reserved + " reservations";
        long connections = connections(parts.gate().port());
        return left + (connections == 0 ? "" : ", " + connections + " connections");
    }

    /** Those that are established, as the system lists them, but for the honest callers' own two or three that wait. */
    private static long connections(int port) throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", port);
        long mine = Files.readAllLines(Path.of("/proc/net/tcp")).stream()
                .map(line -> line.strip().split(" +", -1))
                .filter(cells -> cells.length > 3 && cells[1].endsWith(local) && cells[3].equals("01"))
                .count();
        return mine <= HONEST_POOL ? 0 : mine;
    }

    private static final long HONEST_POOL = 16;

    private void memory(ProcessMemory memory, String service, String unit) throws IOException {
        long limit = ProcessMemory.limitMib(UNITS.resolve(unit));
        long most = memory.mostMib(service);
        verdict(
                "memory of " + service + ", at the end / most",
                memory.nowMib(service) + " / " + most + " MiB",
                "<= " + limit + " MiB",
                most > 0 && most <= limit);
    }

    private void verdict(String what, String value, String target, boolean met) {
        failed |= !met;
        report.figure(what, value, target, met);
    }

    private static List<Long> litellm() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("python"))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** The server's own process: the parent of the one that answers. */
    private static List<Long> postmaster(Postgres postgres) throws SQLException {
        long backend = Long.parseLong(number(postgres, "SELECT pg_backend_pid()"));
        return ProcessHandle.of(backend).flatMap(ProcessHandle::parent).map(ProcessHandle::pid).stream()
                .toList();
    }

    private static List<Long> withChildren(List<Long> parents) {
        return parents.stream()
                .flatMap(parent -> ProcessHandle.of(parent).stream())
                .flatMap(parent -> Stream.concat(Stream.of(parent), parent.children()))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static String number(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getString(1) != null ? row.getString(1) : "0";
        }
    }
}
