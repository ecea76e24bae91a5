package dev.portcullis.clients;

import dev.portcullis.local.litellm.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One case of one client: a process in a home of its own, with the printed blocks and nothing else.
 *
 * @param verdict {@code yes}, or what went wrong in one line
 * @param output everything that the client printed
 */
record ClientRun(
        TestedClient client,
        ClientCase kind,
        String verdict,
        Duration time,
        String output,
        List<ExchangeLog.Passed> exchanges) {
    static final String YES = "yes";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String HONEST = "This is the Portcullis stand-in for Bedrock, not a model.";
    private static final String ECHO = "Hello there";

    private record Ended(Optional<Integer> exit, String output) {}

    /** Runs it with settings for the log's origin. */
    static ClientRun of(
            TestedClient client, ClientCase kind, ClientTarget target, ExchangeLog log, ClientInstall install)
            throws IOException, InterruptedException {
        // Codex does not like a home below /tmp.
        Path home = Files.createTempDirectory(install.node().getParent(), "clients-home");
        long begun = System.nanoTime();
        try {
            Ended ended = run(client, kind, home, blocks(target, home), install);
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            String output = ended.output().replaceAll("\\s+", " ");
            String verdict = verdict(client, kind, ended.exit(), output, log.all());
            return new ClientRun(client, kind, verdict, time, ended.output(), log.all());
        } finally {
            Tree.delete(home);
        }
    }

    private static Path blocks(ClientTarget target, Path home) throws IOException {
        Path folder = Files.createDirectory(home.resolve("blocks"));
        for (Map.Entry<String, String> block :
                PrintedBlocks.of(ClientSettings.render(target)).entrySet()) {
            Files.writeString(folder.resolve(block.getKey().replace('/', '_')), block.getValue());
        }
        return folder;
    }

    private static Ended run(TestedClient client, ClientCase kind, Path home, Path blocks, ClientInstall install)
            throws IOException, InterruptedException {
        Files.createDirectory(home.resolve("bin"));
        Path work = Files.createDirectory(home.resolve("work"));
        Path output = home.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of("src/test/clients/run").toAbsolutePath().toString(), client.id(), kind.id())
                .directory(work.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "HOME",
                        home.toString(),
                        "PATH",
                        home.resolve("bin") + ":" + path,
                        "TERM",
                        "dumb",
                        "LANG",
                        "C.UTF-8",
                        "BLOCKS",
                        blocks.toString(),
                        "CLIENTS",
                        install.node().toString(),
                        "PYTHON",
                        install.python().toString(),
                        "AIDER",
                        install.aider().toString(),
                        // Requests to any other host meet a port that nothing listens on.
                        "HTTPS_PROXY",
                        "http://127.0.0.1:9",
                        "NO_PROXY",
                        "127.0.0.1"));
        Process process = builder.start();
        boolean inTime = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        return new Ended(
                inTime ? Optional.of(process.exitValue()) : Optional.empty(),
                Files.readString(output, StandardCharsets.UTF_8));
    }

    private static String verdict(
            TestedClient client,
            ClientCase kind,
            Optional<Integer> exit,
            String output,
            List<ExchangeLog.Passed> exchanges) {
        List<ExchangeLog.Passed> calls =
                exchanges.stream().filter(ExchangeLog.Passed::isModelCall).toList();
        if (exit.isEmpty()) {
            return "no end within " + PATIENCE.toSeconds() + " s, " + calls.size() + " calls";
        }
        if (kind.isRefused()) {
            String words = kind == ClientCase.KEY ? "key: this virtual key is not valid here" : "budget: ";
            return output.contains(words) ? YES : "the reason is not shown";
        }
        if (exit.get() != 0 && client != TestedClient.CURL) {
            return "ended with " + exit.get();
        }
        if (!output.contains(HONEST)) {
            return "no answer";
        }
        return switch (kind) {
            case STREAM -> calls.stream().anyMatch(ClientRun::isStream) ? YES : "nothing was streamed";
            case TOOL ->
                calls.stream()
                                .anyMatch(call -> call.body().contains("it works")
                                        && call.body().contains(ECHO))
                        ? YES
                        : "no call with the tool's result and the question";
            default -> YES;
        };
    }

    private static boolean isStream(ExchangeLog.Passed call) {
        return call.status() == 200
                && call.answerHeaders()
                        .getOrDefault("content-type", List.of(""))
                        .get(0)
                        .startsWith("text/event-stream");
    }
}
