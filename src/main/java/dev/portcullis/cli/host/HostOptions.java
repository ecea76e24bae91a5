package dev.portcullis.cli.host;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.Operator;
import dev.portcullis.operate.Status;
import dev.portcullis.operate.Target;
import dev.portcullis.stackfile.StackFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names the gateway in AWS that a command works on, and prints the result; credentials are the caller's own. */
final class HostOptions extends HelpOption {
    private static final long POLL_MS = 5000;

    @Option(names = "--stack", paramLabel = "NAME", defaultValue = "dev", description = "The stack (default: dev).")
    private String stack = "dev";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read the settings from FILE instead of Pulumi.NAME.yaml.")
    private @Nullable Path config;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /** The work of a command with the operator of its gateway. */
    interface HostTask {
        Status of(Operator operator) throws InterruptedException;
    }

    Status ask(Path project, HostTask task) throws InterruptedException {
        Target target = target(project);
        try (Aws aws = Aws.in(target.region())) {
            return task.of(operator(aws, target));
        }
    }

    Target target(Path project) {
        return Target.of(config == null ? StackFile.raw(project, stack) : StackFile.raw(project, config), stack);
    }

    static Operator operator(Aws aws, Target target) {
        return new Operator(aws, target, Clock.systemUTC(), () -> Thread.sleep(POLL_MS));
    }

    void print(PrintWriter out, Status status) {
        if (json) {
            out.println(Shown.json(json(status)));
            return;
        }
        out.println("gateway " + status.stack() + ": " + status.standing().word());
        status.detail().lines().forEach(line -> out.println("  " + line));
        out.println("  instance  " + status.instance() + ", " + status.instanceState());
        out.println("  bundle    " + status.bundle());
        out.println("  reported  "
                + (status.reported().isEmpty() ? "nothing yet" : status.reported() + " at " + status.reportedAt()));
    }

    private static JsonObject json(Status status) {
        JsonObject json = new JsonObject();
        json.addProperty("stack", status.stack());
        json.addProperty("standing", status.standing().word());
        json.addProperty("detail", status.detail());
        json.addProperty("instance", status.instance());
        json.addProperty("instanceState", status.instanceState());
        json.addProperty("desiredVersion", status.desiredVersion());
        json.addProperty("bundle", status.bundle());
        json.addProperty("reported", status.reported());
        json.addProperty(
                "reportedAt",
                status.reportedAt().equals(Instant.EPOCH)
                        ? ""
                        : status.reportedAt().toString());
        return json;
    }
}
