package dev.portcullis.cli.host;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.deployed.program.SearchPath;
import dev.portcullis.input.BadInput;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.HostShell;
import dev.portcullis.operate.Target;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Opens a shell on the host, through Session Manager. */
@Command(
        name = "shell",
        description = {
            "Opens a shell on the host, through AWS Session Manager.",
            "",
            "No port is open and no key is needed: AWS carries the session, records who opened it, and ends it after 20 idle",
            "minutes. Needs the AWS CLI, its session-manager-plugin, credentials of the role deployer, and the SSM agent on",
            "the host, which is installed once config/components.yaml has its checksum. With --json it opens nothing and",
            "prints the parts of the session."
        },
        exitCodeList = {"0:the shell has ended", "1:no session, or it broke off", "2:bad input, no right, or asleep"},
        footer = {"  ./portcullis shell --stack prod", "  ./portcullis shell --stack prod --json"})
public final class ShellCommand extends HostCommand {
    @Mixin
    private WakeOption wake = new WakeOption();

    ShellCommand(Path project) {
        super(project);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Target target = options().target(project());
        Path aws = program("aws", "the AWS CLI");
        program("session-manager-plugin", "the plugin that carries sessions of the AWS CLI");
        wake.ensure(target, err());
        HostShell shell;
        try (Aws account = Aws.in(target.region())) {
            shell = HostShell.of(account, target);
        }
        if (options().isJson()) {
            out().println(Shown.json(json(shell)));
            return 0;
        }
        err().println("Opening a shell on " + shell.instance() + "; 'exit' ends it");
        List<String> command = new ArrayList<>(List.of(aws.toString()));
        command.addAll(shell.arguments());
        Process session = new ProcessBuilder(command).inheritIO().start();
        leaveInterruptsToTheSession();
        int code = session.waitFor();
        if (code != 0) {
            err().println("aws ssm start-session: expected a session, got exit code " + code);
            err().println(
                            "  TargetNotConnected means that the host has no SSM agent yet: see docs/operate.md, 'A shell on"
                                    + " the host'. AccessDenied means that your role is not deployer");
            return 1;
        }
        return 0;
    }

    /** Ctrl-C is for what runs in the shell, and must not end this program. No API of the JDK that is its own does this. */
    private static void leaveInterruptsToTheSession() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance("INT"),
                            handler.getField("SIG_IGN").get(null));
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | NoSuchFieldException
                | IllegalAccessException
                | InstantiationException
                | InvocationTargetException e) {
            // Then Ctrl-C ends the session, which loses nothing.
        }
    }

    private static Path program(String name, String about) {
        return SearchPath.find(name, System.getenv())
                .orElseThrow(() -> new BadInput(
                        name,
                        about + " on PATH",
                        "none",
                        "Install it (https://docs.aws.amazon.com/systems-manager/latest/userguide/"
                                + "session-manager-working-with-install-plugin.html)"));
    }

    private static JsonObject json(HostShell shell) {
        JsonObject json = new JsonObject();
        json.addProperty("instance", shell.instance());
        json.addProperty("region", shell.region());
        json.addProperty("document", shell.document());
        json.addProperty("command", "aws " + String.join(" ", shell.arguments()));
        return json;
    }
}
