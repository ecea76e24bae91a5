package dev.portcullis.clients;

import dev.portcullis.docs.GeneratedBlock;
import dev.portcullis.local.litellm.LiteLlmInstall;
import dev.portcullis.local.trial.RunningTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Runs every case of every client against a trial. The table in the documentation has to say the same afterwards; with
 * {@code true} as the first argument it is written instead. Further arguments are the ids of the clients to run; the rows of
 * the others stay.
 */
public final class ClientMatrix {
    static final Path DOCS = Path.of("docs/clients.md");
    static final String SECTION = "clients";

    /** Most of a client's time is its own start. One processor is left to the gateway that all of them call. */
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

    private final Map<TestedClient, Map<ClientCase, ClientRun>> runs = new TreeMap<>();

    private ClientMatrix() {}

    public static void main(String[] arguments) throws Exception {
        boolean write = arguments.length > 0 && Boolean.parseBoolean(arguments[0]);
        List<String> only = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        List<TestedClient> clients = Arrays.stream(TestedClient.values())
                .filter(client -> only.isEmpty() || only.contains(client.id()))
                .toList();
        ClientMatrix matrix = new ClientMatrix();
        matrix.run(clients);
        String table = matrix.table(LocalDate.now(Clock.systemUTC()));
        System.out.println(table);
        if (write) {
            new GeneratedBlock(DOCS, SECTION).write(table);
            matrix.record();
        } else if (!undated(table).equals(undated(new GeneratedBlock(DOCS, SECTION).read()))) {
            System.out.println(DOCS + " says otherwise. If this is right, run .ci/clients true");
            System.exit(1);
        }
        System.exit(0);
    }

    /** Everything but the day. */
    static String undated(String table) {
        return table.replaceAll("20\\d\\d-\\d\\d-\\d\\d", "");
    }

    private void run(List<TestedClient> clients) throws Exception {
        Path cache = LiteLlmInstall.cache(System.getenv());
        Files.createDirectories(cache);
        ClientInstall install = ClientInstall.into(cache);
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try (RunningTrial trial = RunningTrial.start()) {
            String empty =
                    trial.createKey("{\"name\":\"empty\",\"client\":\"try\",\"budgets\":{\"day\":\"0.000001\"}}");
            List<Future<ClientRun>> running = new ArrayList<>();
            for (TestedClient client : clients) {
                for (ClientCase kind : ClientCase.values()) {
                    if (client.can(kind)) {
                        running.add(workers.submit(() -> one(client, kind, trial, empty, install)));
                    }
                }
            }
            for (Future<ClientRun> each : running) {
                add(each);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private void add(Future<ClientRun> each) throws InterruptedException, ExecutionException {
        ClientRun run = each.get();
        runs.computeIfAbsent(run.client(), client -> new TreeMap<>()).put(run.kind(), run);
    }

    private static ClientRun one(
            TestedClient client, ClientCase kind, RunningTrial trial, String empty, ClientInstall install)
            throws IOException, InterruptedException {
        try (ExchangeLog log = new ExchangeLog(trial.port())) {
            ClientTarget target = trial.target(log.origin());
            ClientTarget asked = switch (kind) {
                case KEY -> target.withKey(target.key().replaceAll(".$", "") + "-");
                case BUDGET -> target.withKey(empty);
                default -> target;
            };
            ClientRun run = ClientRun.of(client, kind, asked, log, install);
            report(run);
            return run;
        }
    }

    /** As it comes; in full where it is wrong. */
    private static synchronized void report(ClientRun run) {
        System.out.printf(
                "%-28s %-12s %5.1f s  %s%n",
                run.client().id(), run.kind().title(), run.time().toMillis() / 1000.0, run.verdict());
        if (!run.verdict().equals(ClientRun.YES)) {
            System.out.println(run.output().indent(6));
            run.exchanges()
                    .forEach(each -> System.out.println("      " + each.method() + " " + each.target() + " -> "
                            + each.status() + ", " + each.body().length() + " bytes"));
        }
    }

    /** The agents' own requests, as fixtures of the tests, and the tables that are made of them. */
    private void record() throws Exception {
        for (TestedClient agent : List.of(TestedClient.CLAUDE_CODE, TestedClient.CODEX)) {
            if (!runs.containsKey(agent)) {
                continue;
            }
            for (ClientCase kind : List.of(ClientCase.QUESTION, ClientCase.TOOL)) {
                List<ExchangeLog.Passed> calls =
                        Objects.requireNonNull(
                                        runs.getOrDefault(agent, Map.of()).get(kind))
                                .exchanges()
                                .stream()
                                .filter(ExchangeLog.Passed::isModelCall)
                                .toList();
                RecordedRequest.write(agent.id() + "-" + kind.id(), calls.get(calls.size() - 1));
            }
            new GeneratedBlock(DOCS, agent.id())
                    .write(ClientFields.of(agent.id()).table());
        }
    }

    /** With the rows of the documentation for the clients that were not run. */
    private String table(LocalDate day) throws IOException {
        List<String> before = new GeneratedBlock(DOCS, SECTION).read().lines().toList();
        String titles =
                Arrays.stream(ClientCase.values()).map(ClientCase::title).collect(Collectors.joining(" | "));
        StringBuilder table = new StringBuilder("| client | version | run on | " + titles + " |\n|---|---|---|"
                + ":-:|".repeat(ClientCase.values().length) + "\n");
        for (TestedClient client : TestedClient.values()) {
            String beginning = "| " + client.title() + " | ";
            if (runs.containsKey(client)) {
                table.append(beginning).append(row(client, day)).append('\n');
            } else {
                before.stream()
                        .filter(line -> line.startsWith(beginning))
                        .forEach(line -> table.append(line).append('\n'));
            }
        }
        return table.toString();
    }

    private String row(TestedClient client, LocalDate day) {
        Map<ClientCase, ClientRun> cases = runs.getOrDefault(client, Map.of());
        return client.version() + " | " + day + " | "
                + Arrays.stream(ClientCase.values())
                        .map(kind -> cases.containsKey(kind) ? cases.get(kind).verdict() : "–")
                        .collect(Collectors.joining(" | "))
                + " |";
    }
}
