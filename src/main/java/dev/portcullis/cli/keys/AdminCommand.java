package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.SecretFile;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.deployed.door.StackDoor;
import dev.portcullis.input.BadInput;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks the admin API of a gateway. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the gateway is away", "2:bad input"},
        footerHeading = "%nExamples:%n")
public abstract class AdminCommand implements Callable<Integer> {
    private static final Duration COMES_UP = Duration.ofMinutes(3);
    private static final long AGAIN_MS = 5000;

    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it, with the project's directory
    private GatewayOptions gateway;

    /** Opens the way to the gateway, asks, and closes the way again. */
    @Override
    public final Integer call() throws InterruptedException {
        try {
            return once();
        } catch (GatewayAway | BadInput e) {
            // A request that was refused has arrived. One that met a sleeping host has not, and may be repeated.
            if (!isAway(e) || !gateway.woken(spec.commandLine().getErr())) {
                throw e;
            }
            return afterWaking();
        }
    }

    private int once() {
        try (AdminClient client = gateway.connect(spec.commandLine().getErr())) {
            return ask(client);
        }
    }

    /** The tunnel and the gate come up later than the machine. */
    private int afterWaking() throws InterruptedException {
        Instant end = Instant.now().plus(COMES_UP);
        while (true) {
            try {
                return once();
            } catch (GatewayAway | BadInput e) {
                if (!isAway(e) || Instant.now().isAfter(end)) {
                    throw e;
                }
                Thread.sleep(AGAIN_MS);
            }
        }
    }

    private static boolean isAway(RuntimeException e) {
        return e instanceof GatewayAway
                || (e instanceof BadInput refused
                        && refused.problems().stream()
                                .anyMatch(problem -> problem.where().equals(StackDoor.SESSION)));
    }

    /** The command's own work; returns its exit code. */
    protected abstract int ask(AdminClient gateway);

    protected final boolean json() {
        return gateway.json();
    }

    final CommandSpec spec() {
        return spec;
    }

    /** Prints to standard output, for machines or for people. */
    protected final int show(JsonObject answer, String text) {
        spec.commandLine().getOut().print(gateway.json() ? Shown.json(answer) + "\n" : text);
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Reports what was done on standard error, since there is nothing in it to pipe. */
    int report(JsonObject answer, String line) {
        if (gateway.json()) {
            spec.commandLine().getOut().println(Shown.json(answer));
        } else {
            spec.commandLine().getErr().println(line);
        }
        return 0;
    }

    /** A new secret: in its file, or alone on standard output, so that a pipe gets nothing else, or in the JSON. */
    int showSecret(JsonObject answer, String line, SecretFile.Place place) {
        String secret = answer.get("secret").getAsString();
        if (place.file().isPresent()) {
            String file = place.file().get().toString();
            place.write(spec.commandLine().getOut(), secret);
            answer.remove("secret");
            answer.addProperty("secretFile", file);
            return report(answer, line + " The new secret is in " + file);
        }
        report(answer, line + " The new secret is shown only now");
        if (!gateway.json()) {
            place.write(spec.commandLine().getOut(), secret);
        }
        return 0;
    }
}
