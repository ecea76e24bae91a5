package dev.portcullis.cli.connect;

import dev.portcullis.clients.Tool;
import dev.portcullis.connect.forward.ForwardedGateway;
import dev.portcullis.connect.forward.Forwarder;
import dev.portcullis.input.BadInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stands on loopback in front of a gateway, for tools that cannot send the Access headers. */
@Command(
        name = "forward",
        description = {
            "Adds the Access headers for tools that cannot send them.",
            "",
            "It listens on 127.0.0.1 for tools such as Open WebUI, adds the two headers, and forwards everything else",
            "unchanged to this one gateway only. Web pages of other sites are refused. Every program on this machine can",
            "reach it, so with --with-key every user of this machine can spend the key's money.",
            "",
            "A tool that calls from its own servers, as Cursor does, cannot reach 127.0.0.1 either."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it ran until Ctrl-C, or the unit was printed", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis forward --try",
            "  ./portcullis forward --stack prod --client laptop --port 9000",
            "  ./portcullis forward --stack prod --client laptop --with-key --key-file laptop.key",
            "  ./portcullis forward --stack prod --service > ~/.config/systemd/user/portcullis-forward.service"
        })
public final class ForwardCommand extends CallerOptions implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + Tool.FORWARD_PORT,
            description = "The port on 127.0.0.1 (default: " + Tool.FORWARD_PORT + ").")
    private int port;

    @Option(names = "--with-key", description = "Add the virtual key too, in place of what the tool sends.")
    private boolean withKey;

    @Option(
            names = "--service",
            description = "Print a unit for systemd --user that does this at each login, and do nothing else.")
    private boolean service;

    ForwardCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 1 || port > 65_535) {
            throw new BadInput(
                    "--port", "a port from 1 to 65535", String.valueOf(port), "Leave it out for " + Tool.FORWARD_PORT);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (service) {
            out.print(ForwardUnit.render(
                    project, spec.commandLine().getParseResult().originalArgs(), System.getenv()));
            out.flush();
            return 0;
        }
        CallerAt known = known(project, spec.commandLine().getErr(), withKey);
        Optional<String> key = withKey ? Optional.of(known.credentials().key()) : Optional.empty();
        try (Forwarder forwarder =
                start(new ForwardedGateway(known.url(), known.credentials().token(), key))) {
            out.println("Forwarding http://127.0.0.1:" + forwarder.port() + " to " + known.url() + " (" + known.label()
                    + (withKey ? ", with its key" : ", with the tool's own key") + ") until Ctrl-C");
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private Forwarder start(ForwardedGateway gateway) {
        try {
            return Forwarder.start(gateway, port);
        } catch (CompletionException e) {
            throw new BadInput(
                    "--port",
                    "a free port",
                    port + ", which cannot be opened",
                    "Stop what listens there, or name another with --port PORT");
        }
    }
}
