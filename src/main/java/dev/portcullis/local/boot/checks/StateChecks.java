package dev.portcullis.local.boot.checks;

import dev.portcullis.local.boot.guest.ChildProgram;
import dev.portcullis.local.boot.guest.Look;
import dev.portcullis.probe.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks of the state of a host that serves. */
public final class StateChecks {
    private static final int REQUESTS = 200;
    private static final Duration JOURNAL = Duration.ofSeconds(30);
    /** The number of paths shown of each service: one that may write to all of /usr has thousands. */
    private static final int SHOWN = 5;

    private final BootedHost host;

    public StateChecks(BootedHost host) {
        this.host = host;
    }

    public List<Check> all() {
        return List.of(
                new Check("cloud-init's own schema accepts the user data", this::schema),
                new Check("the console says how apply ended", this::console),
                new Check("CloudWatch has the journal of the units, and no unit says that it waits", this::journal),
                new Check("nothing listens but on loopback", this::loopbackOnly),
                new Check("each service has its own user, no capability and no way to new privileges", this::users),
                new Check("exposure of cloudflared, gate and litellm is at most 2.0", this::exposure),
                new Check("no service can write code or settings, or read another's secrets", this::reach),
                new Check("security updates are due soon after each start", this::updates),
                new Check("secrets are not in user data, command lines, environments, journal", this::secrets),
                new Check("memory of all units is under 1.4 GiB after " + REQUESTS + " requests", this::memory));
    }

    private Optional<String> console() throws IOException {
        return host.guest().console().contains(": applied: serving ")
                ? Optional.empty()
                : Optional.of("the console has no line of an apply that ended well");
    }

    private Optional<String> journal() {
        host.guest()
                .await(
                        "the journal to reach CloudWatch",
                        JOURNAL,
                        () -> host.sent().contains(": applied: serving "));
        String sent = host.sent();
        List<String> problems = new ArrayList<>();
        for (String unit : List.of("apply", "cloudflared", "credentials", "gate", "litellm")) {
            if (!sent.contains("\"logStreamName\":\"" + unit + "\"")) {
                problems.add("nothing of " + unit);
            }
        }
        String own = host.guest().run("journalctl", "--no-pager", "--unit=portcullis-logs", "--output=cat");
        if (own.contains("the journal waits")) {
            problems.add(own.strip());
        }
        return problems(problems);
    }

    private Optional<String> loopbackOnly() {
        return problems(Verdicts.listening(look().sockets()));
    }

    private Optional<String> users() {
        return problems(Verdicts.users(look().services()));
    }

    private Optional<String> exposure() {
        return problems(Verdicts.exposure(look().units()));
    }

    private Optional<String> reach() {
        String probe = Look.resource("reach.sh");
        Optional<String> blind = Verdicts.blindProbe(host.guest().run("sh", "-c", probe));
        List<String> problems = new ArrayList<>();
        for (Look.Unit unit : look().services()) {
            String seen = host.guest()
                    .run(
                            "nsenter",
                            "--target=" + unit.pid(),
                            "--mount",
                            "setpriv",
                            "--reuid=" + unit.uid(),
                            "--regid=" + unit.gid(),
                            "--clear-groups",
                            "sh",
                            "-c",
                            probe);
            Verdicts.reach(unit.name(), seen).stream().limit(SHOWN).forEach(problems::add);
        }
        return blind.or(() -> problems(problems));
    }

    private Optional<String> secrets() throws IOException {
        StringBuilder cloud = new StringBuilder();
        try (Stream<Path> files = Files.walk(host.guest().root().resolve("var/lib/cloud"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                cloud.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        Map<String, String> places = Map.of(
                "user data",
                cloud.toString(),
                "a command line or an environment",
                host.guest().run("sh", "-c", "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2> /dev/null || true"),
                "the journal",
                host.guest().run("journalctl", "--no-pager", "--all", "--output=cat"));
        return problems(Verdicts.leaks(host.stack().secrets(), places));
    }

    private Optional<String> updates() {
        return problems(Verdicts.dueAfterBoot(host.guest()
                .run(
                        "systemctl",
                        "show",
                        "--property=Id,TimersMonotonic",
                        "apt-daily.timer",
                        "apt-daily-upgrade.timer")));
    }

    /** The document that booted this guest, by the cloud-init that took it. */
    private Optional<String> schema() {
        ChildProgram.Result result =
                host.guest().tried("cloud-init", "schema", "--config-file=/var/lib/cloud/seed/nocloud/user-data");
        return result.code() == 0
                ? Optional.empty()
                : Optional.of(result.output().strip());
    }

    private Optional<String> memory() throws IOException, InterruptedException {
        for (int i = 0; i < REQUESTS; i++) {
            Optional<String> problem = host.callers().ask(Stack.LAPTOP);
            if (problem.isPresent()) {
                return Optional.of("request " + (i + 1) + " was answered " + problem.get());
            }
        }
        return problems(Verdicts.memory(look().kilobytes()));
    }

    private Look look() {
        return Look.at(host.guest());
    }

    private static Optional<String> problems(List<String> problems) {
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }
}
