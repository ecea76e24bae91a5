package dev.portcullis.cli;

import dev.portcullis.cli.client.ClientCommand;
import dev.portcullis.cli.connect.ConnectCommand;
import dev.portcullis.cli.connect.ForwardCommand;
import dev.portcullis.cli.doctor.DoctorCommand;
import dev.portcullis.cli.help.CommandPages;
import dev.portcullis.cli.help.CompletionCommand;
import dev.portcullis.cli.help.HelpCommand;
import dev.portcullis.cli.help.Mistyped;
import dev.portcullis.cli.help.TerminalWidth;
import dev.portcullis.cli.help.Versions;
import dev.portcullis.cli.host.BreakerCommand;
import dev.portcullis.cli.host.GoBackCommand;
import dev.portcullis.cli.host.LaunchCheckCommand;
import dev.portcullis.cli.host.LogsCommand;
import dev.portcullis.cli.host.RollbackCommand;
import dev.portcullis.cli.host.ShellCommand;
import dev.portcullis.cli.host.StartCommand;
import dev.portcullis.cli.host.StatusCommand;
import dev.portcullis.cli.host.StopCommand;
import dev.portcullis.cli.incident.IncidentCommand;
import dev.portcullis.cli.init.InitCommand;
import dev.portcullis.cli.keys.ClientsCommand;
import dev.portcullis.cli.keys.KeysCommand;
import dev.portcullis.cli.keys.MonitorCommand;
import dev.portcullis.cli.keys.SpendCommand;
import dev.portcullis.cli.local.BootTestCommand;
import dev.portcullis.cli.local.ComponentsCommand;
import dev.portcullis.cli.local.SmokeCommand;
import dev.portcullis.cli.local.TryCommand;
import dev.portcullis.cli.models.ModelsCommand;
import dev.portcullis.cli.plan.PlanCommand;
import dev.portcullis.cli.plan.PlanCommentCommand;
import dev.portcullis.cli.removal.DestroyCommand;
import dev.portcullis.cli.restore.RestoreCommand;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.upgrade.UpgradeCommand;
import dev.portcullis.input.BadInput;
import dev.portcullis.release.SourceStamp;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code ./portcullis}; the launcher tells it where the project lies. */
@Command(
        name = "portcullis",
        description = "A private LLM gateway in your own AWS account.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TryCommand.class,
            ConnectCommand.class,
            ForwardCommand.class,
            InitCommand.class,
            DoctorCommand.class,
            PlanCommand.class,
            PlanCommentCommand.class,
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ShellCommand.class,
            SmokeCommand.class,
            BreakerCommand.class,
            RollbackCommand.class,
            GoBackCommand.class,
            UpgradeCommand.class,
            LaunchCheckCommand.class,
            RestoreCommand.class,
            DestroyCommand.class,
            KeysCommand.class,
            ModelsCommand.class,
            SpendCommand.class,
            MonitorCommand.class,
            IncidentCommand.class,
            ClientCommand.class,
            ClientsCommand.class,
            ComponentsCommand.class,
            BootTestCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        commandListHeading = "",
        customSynopsis = "./portcullis COMMAND [OPTION...]")
public final class Main extends HelpOption implements Callable<Integer> {
    private static final int BROKEN = 1;
    private static final int BAD_INPUT = 2;
    /** Asks the launcher to build and to try once more. */
    private static final int STALE = 75;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-V", "--version"},
            description = "Show the release, its commit and the parts that it pins.")
    private boolean version;

    @Option(names = "--json", description = "With --version: print JSON.")
    private boolean json;

    private final Path project;

    private Main(Path project) {
        this.project = project;
    }

    public static void main(String[] args) {
        Path project = Path.of(System.getProperty("portcullis.home", "")).toAbsolutePath();
        if (!SourceStamp.matches(project)) {
            if (System.getProperty("portcullis.launcher") == null) {
                System.err.println("target/portcullis-cli.jar: it was not built from the sources beside it");
                System.err.println("  Run ./portcullis, which builds first, or 'mvn package'");
            }
            System.exit(STALE);
        }
        System.exit(run(project, utf8(System.out), utf8(System.err), args));
    }

    /** UTF-8 in any locale: the ticks and the tree are not ASCII. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** The whole program without the exit, so that tests see the same output as a person. */
    public static int run(Path project, PrintWriter out, PrintWriter err, String... args) {
        CommandLine commands = commands(project);
        commands.setOut(out).setErr(err);
        commands.setExecutionExceptionHandler((exception, command, parsed) -> {
            boolean isInput = exception instanceof BadInput;
            err.println(isInput ? exception.getMessage() : "portcullis: " + exception.getMessage());
            if (!isInput && System.getenv("PORTCULLIS_TRACE") != null) {
                exception.printStackTrace(err);
            }
            return isInput ? BAD_INPUT : BROKEN;
        });
        return commands.execute(args);
    }

    static CommandLine commands(Path project) {
        CommandLine commands = new CommandLine(new Main(project), new Projects(project))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Mistyped());
        CommandPages.apply(commands, TerminalWidth.of(System.getenv()));
        return commands;
    }

    @Override
    public Integer call() {
        if (!version) {
            throw new ParameterException(spec.commandLine(), "expected a command, got none");
        }
        Versions versions = Versions.of(project);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Shown.json(versions.json()) + "\n" : versions.text());
        out.flush();
        return 0;
    }
}
