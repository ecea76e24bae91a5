package dev.portcullis.local.boot;

import dev.portcullis.local.trial.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is looked at on a host that serves. */
final class StateChecks {
    private static final double MOST_EXPOSED = 2.0;
    private static final List<String> FACING =
            List.of("portcullis-cloudflared.service", "portcullis-gate.service", "portcullis-litellm.service");
    private static final long MOST_KILOBYTES = 1400L * 1024;
    private static final int REQUESTS = 200;
    /** As the service sees the machine: what it could write to, and which secrets of others it could read. */
    private static final String REACH = """
            find /opt/portcullis /usr /etc /srv -xdev -writable ! -type l 2> /dev/null | sed 's/^/writes /'
            for f in /run/credentials/*/* /opt/portcullis/generations/*/credentials/* /etc/boot-test/* \
                /run/portcullis-credentials/*; do
              [ -r "$f" ] && [ -f "$f" ] && echo "reads $f"
            done
            true
            """;

    private final Guest guest;
    private final Stack stack;
    private final Callers callers;

    StateChecks(Guest guest, Stack stack, Callers callers) {
        this.guest = guest;
        this.stack = stack;
        this.callers = callers;
    }

    List<Check> all() {
        return List.of(
                new Check("nothing listens but on loopback", this::loopbackOnly),
                new Check("each service has its own user, no capability and no way to new privileges", this::users),
                new Check("exposure of cloudflared, gate and litellm is at most 2.0", this::exposure),
                new Check("no service can write code or settings, or read another's secrets", this::reach),
                new Check("secrets are not in user data, command lines, environments, journal", this::secrets),
                new Check("memory of all units is under 1.4 GiB after " + REQUESTS + " requests", this::memory));
    }

    private Optional<String> loopbackOnly() {
        return problems(Look.at(guest).sockets().stream()
                .filter(socket -> !socket.isLoopback())
                .map(socket -> socket.by() + " at " + socket.address())
                .toList());
    }

    private Optional<String> users() {
        List<String> problems = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Look.Unit unit : Look.at(guest).services()) {
            boolean well = unit.noNewPrivileges()
                    && unit.capabilities().matches("0+")
                    && !unit.user().equals("root");
            if (!well || seen.contains(unit.user())) {
                problems.add(unit.toString());
            }
            seen.add(unit.user());
        }
        return problems(problems);
    }

    private Optional<String> exposure() {
        return problems(Look.at(guest).units().stream()
                .filter(unit -> FACING.contains(unit.name()))
                .filter(unit -> unit.exposure() < 0 || unit.exposure() > MOST_EXPOSED)
                .map(unit -> unit.name() + " " + unit.exposure())
                .toList());
    }

    private Optional<String> reach() {
        List<String> problems = new ArrayList<>();
        for (Look.Unit unit : Look.at(guest).services()) {
            String seen = guest.run(
                    "nsenter",
                    "--target=" + unit.pid(),
                    "--mount",
                    "setpriv",
                    "--reuid=" + unit.uid(),
                    "--regid=" + unit.gid(),
                    "--clear-groups",
                    "sh",
                    "-c",
                    REACH);
            seen.lines()
                    .filter(line -> !line.contains("/run/credentials/" + unit.name() + "/"))
                    // The model role's credentials are for LiteLLM, and its keeper writes them.
                    .filter(line ->
                            !line.endsWith("/model.json") || !unit.name().matches(".*(litellm|credentials).*"))
                    .limit(5)
                    .forEach(line -> problems.add(unit.name() + " " + line));
        }
        return problems(problems);
    }

    private Optional<String> secrets() throws IOException {
        String processes = guest.run("sh", "-c", "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2> /dev/null || true");
        String journal = guest.run("journalctl", "--no-pager", "--all", "--output=cat");
        StringBuilder cloud = new StringBuilder();
        try (Stream<Path> files = Files.walk(guest.root().resolve("var/lib/cloud"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                cloud.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        List<String> problems = new ArrayList<>();
        stack.secrets().forEach((name, value) -> {
            if (processes.contains(value)) {
                problems.add(name + " in a command line or an environment");
            }
            if (journal.contains(value)) {
                problems.add(name + " in the journal");
            }
            if (cloud.toString().contains(value)) {
                problems.add(name + " in user data");
            }
        });
        return problems(problems);
    }

    private Optional<String> memory() throws IOException, InterruptedException {
        for (int i = 0; i < REQUESTS; i++) {
            Optional<String> problem = callers.ask(Stack.LAPTOP);
            if (problem.isPresent()) {
                return Optional.of("request " + (i + 1) + " was answered " + problem.get());
            }
        }
        long kilobytes = Look.at(guest).kilobytes();
        return kilobytes < MOST_KILOBYTES ? Optional.empty() : Optional.of(kilobytes / 1024 + " MiB");
    }

    private static Optional<String> problems(List<String> problems) {
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }
}
