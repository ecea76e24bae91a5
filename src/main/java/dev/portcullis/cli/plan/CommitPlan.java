package dev.portcullis.cli.plan;

import dev.portcullis.difference.PlanDocument;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plan that another commit of this repository makes: its whole tree in a temporary folder, built and run there. So
 * it runs that commit's code, with the rights of its user.
 */
final class CommitPlan {
    private static final int BROKEN_PROMISE = 1;
    private static final int SHOWN_LINES = 8;

    private final Path project;
    private final PrintWriter progress;

    CommitPlan(Path project, PrintWriter progress) {
        this.project = project;
        this.progress = progress;
    }

    /**
     * @param options the options of {@code plan} that choose the stack
     * @throws BadInput for a commit that does not exist or whose plan fails
     */
    PlanDocument of(String ref, List<String> options) {
        String commit = commit(ref);
        try {
            Path folder = Files.createTempDirectory("portcullis-plan-");
            Thread atExit = new Thread(() -> delete(folder), "plan-cleanup");
            Runtime.getRuntime().addShutdownHook(atExit);
            try {
                unpack(commit, folder);
                return run(ref, commit.substring(0, 12), folder, options);
            } finally {
                delete(folder);
                Runtime.getRuntime().removeShutdownHook(atExit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String commit(String ref) {
        try {
            Process git = new ProcessBuilder(
                            "git", "rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}")
                    .directory(project.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (git.waitFor() == 0 && commit.matches("[0-9a-f]{40,64}")) {
                return commit;
            }
        } catch (IOException e) {
            throw new BadInput("git", "git on the PATH", "none", "Install it, or give a file with a plan");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new BadInput(
                "--against",
                "a file that 'plan --json' wrote, or a commit of this repository",
                "'" + ref + "'",
                "Check its name; a branch of a remote is fetched first: git fetch");
    }

    private void unpack(String commit, Path folder) throws IOException, InterruptedException {
        List<Process> both = ProcessBuilder.startPipeline(List.of(
                new ProcessBuilder("git", "archive", "--format=tar", commit).directory(project.toFile()),
                new ProcessBuilder("tar", "-x", "-C", folder.toString())));
        for (Process each : both) {
            if (each.waitFor() != 0) {
                throw new IOException("the tree of " + commit + " could not be unpacked");
            }
        }
    }

    private PlanDocument run(String ref, String commit, Path folder, List<String> options)
            throws IOException, InterruptedException {
        Path launcher = folder.resolve("portcullis");
        if (!Files.isExecutable(launcher)) {
            throw new BadInput(
                    "--against",
                    "a commit that can plan",
                    "'" + ref + "', which has no ./portcullis",
                    "Choose a later one");
        }
        progress.println("Building and planning " + commit + " (about a minute)");
        Path json = folder.resolve("plan.json");
        Path errors = folder.resolve("plan.err");
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "plan", "--json"));
        command.addAll(options);
        Process plan = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(json.toFile())
                .redirectError(errors.toFile())
                .start();
        plan.getOutputStream().close();
        int code;
        try {
            code = plan.waitFor();
        } finally {
            plan.descendants().forEach(ProcessHandle::destroy);
            plan.destroy();
        }
        if ((code != 0 && code != BROKEN_PROMISE) || Files.size(json) == 0) {
            throw new BadInput(
                    "--against",
                    "a commit whose plan works",
                    "'" + ref + "', whose plan ended with " + code + ":\n" + tail(errors),
                    "Choose another commit, or give a file with a plan");
        }
        return PlanDocument.read(json);
    }

    private static String tail(Path file) throws IOException {
        String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\\R");
        return Stream.of(lines)
                .skip(Math.max(0, lines.length - SHOWN_LINES))
                .map(line -> "    " + line)
                .reduce((one, next) -> one + "\n" + next)
                .orElse("");
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // Gone already, or the system's own cleaning of temporary folders takes it.
        }
    }
}
