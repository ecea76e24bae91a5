package dev.portcullis.deployed;

import dev.portcullis.deployed.program.BoundedRun;
import dev.portcullis.deployed.program.SearchPath;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The Pulumi CLI of this machine, run in the project's folder without a terminal. Nothing secret may be an argument of it. */
public final class PulumiRunner {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path program;
    private final Path project;
    private final Map<String, String> environment;

    private PulumiRunner(Path program, Path project, Map<String, String> environment) {
        this.program = program;
        this.project = project;
        this.environment = new HashMap<>(environment);
        // Its look for a newer version can take seconds, and prints into what is shown to people.
        this.environment.put("PULUMI_SKIP_UPDATE_CHECK", "true");
    }

    /**
     * Looks for it on the search path.
     *
     * @param project the directory with {@code Pulumi.yaml}
     * @param environment all that it gets; its PATH is searched
     */
    public static Optional<PulumiRunner> find(Path project, Map<String, String> environment) {
        return SearchPath.find("pulumi", environment).map(file -> new PulumiRunner(file, project, environment));
    }

    /**
     * The same where there is no going on without it.
     *
     * @throws BadInput when it is not installed
     */
    public static PulumiRunner installed(Path project, Map<String, String> environment) {
        return find(project, environment)
                .orElseThrow(() -> new BadInput(
                        "pulumi",
                        "the Pulumi CLI on PATH",
                        "none",
                        "Install it (https://www.pulumi.com/docs/install/), or use a running ./portcullis try"));
    }

    /** Runs one command and returns whatever it answered. */
    public BoundedRun run(String... arguments) {
        return run(LIMIT, arguments);
    }

    BoundedRun run(Duration limit, String... arguments) {
        return run(limit, "", List.of(arguments));
    }

    private BoundedRun run(Duration limit, String input, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        command.addAll(List.of("--non-interactive", "--color", "never"));
        try {
            return BoundedRun.of(command, project, environment, limit, input);
        } catch (IOException e) {
            throw new BadInput(
                    "pulumi", "a Pulumi CLI that starts", "'" + program + "', which does not", "Reinstall it");
        }
    }

    /** Runs one command with this terminal, so that a person sees its progress; returns its exit code. */
    public int live(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new BadInput(
                    "pulumi", "a Pulumi CLI that starts", "'" + program + "', which does not", "Reinstall it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /**
     * Runs one command that changes a stack, however long it takes, and tells each line of its output.
     *
     * @return its exit code
     * @throws BadInput when another update holds the lock of the state
     */
    public int follow(String stack, Consumer<String> lines, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--stack", stack, "--non-interactive", "--color", "never"));
        StringBuilder said = new StringBuilder();
        int exit = FollowedRun.of(command, project, environment, line -> {
            lines.accept(line);
            said.append(line).append('\n');
        });
        if (exit != 0) {
            PulumiRefusal.locked(stack, said.toString()).ifPresent(refusal -> {
                throw refusal;
            });
        }
        return exit;
    }

    /**
     * Runs one command about a stack, and returns its standard output.
     *
     * @throws BadInput when the CLI refuses, with what mends it
     */
    public String about(String stack, String... arguments) {
        return told(stack, "", arguments);
    }

    /**
     * The same for a command that reads a secret.
     *
     * @param input its standard input
     * @throws BadInput when the CLI refuses, with what mends it
     */
    public String told(String stack, String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--stack", stack));
        BoundedRun run = run(LIMIT, input, all);
        if (!run.succeeded()) {
            throw PulumiRefusal.of(stack, run);
        }
        return run.out();
    }

    /**
     * Logs in to a state.
     *
     * @param arguments the address of a bucket, or {@code --local}
     * @throws BadInput when it cannot be reached
     */
    public void login(String... arguments) {
        List<String> all = new ArrayList<>(List.of("login"));
        all.addAll(List.of(arguments));
        BoundedRun run = run(LIMIT, "", all);
        if (!run.succeeded()) {
            throw refusedState(run);
        }
    }

    /** The reason why the CLI did not reach the state, with what mends it. */
    public static BadInput refusedState(BoundedRun run) {
        return PulumiRefusal.ofState(run);
    }
}
