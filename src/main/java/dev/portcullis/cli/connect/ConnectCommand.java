package dev.portcullis.cli.connect;

import dev.portcullis.cli.terminal.SecretFile;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.clients.ClientTarget;
import dev.portcullis.clients.Tool;
import dev.portcullis.clients.ToolFile;
import dev.portcullis.connect.Folders;
import dev.portcullis.connect.Reached;
import dev.portcullis.connect.SettingsFile;
import dev.portcullis.input.BadInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a tool's settings for one gateway, and makes one call with them. */
@Command(
        name = "connect",
        description = {
            "Sets up a tool on this machine for a gateway.",
            "",
            "It writes the settings where the tool reads them, and then makes one call as the tool would, which costs one",
            "answer of a few words. It keeps everything else in an existing file and leaves a copy beside it; it does not",
            "touch a file that it cannot read. All files get mode 600.",
            "",
            "TOOL is claude-code, codex, opencode, aider, openai-sdk, anthropic-sdk, open-webui or curl. A tool that cannot",
            "send the two Access headers calls ./portcullis forward instead."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the call was answered", "1:it was not", "2:bad input; no file was changed"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis connect claude-code --try",
            "  ./portcullis connect codex --stack prod --client laptop --key-file laptop.key",
            "  ./portcullis connect openai-sdk --stack prod --file .env",
            "  ./portcullis connect curl --try --print      only shows the settings, with their secrets",
            "  ./portcullis connect curl --try --print --out curl.txt",
            "  ./portcullis connect opencode --try --json",
            "  ./portcullis connect --invite laptop --stack prod --to age1... --out laptop.age",
            "  ./portcullis connect claude-code --from laptop.age --identity ~/age.txt"
        })
public final class ConnectCommand extends CallerOptions implements Callable<Integer> {
    private static final Map<String, Tool> TOOLS =
            Arrays.stream(Tool.values()).collect(Collectors.toUnmodifiableMap(Tool::word, tool -> tool));

    private final Path project;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TOOL", arity = "0..1", description = "The tool.")
    private String tool = "";

    @Mixin
    private InvitationOptions invitation = new InvitationOptions();

    @Option(names = "--model", paramLabel = "NAME", description = "The model to set (default: the gateway's first).")
    private @Nullable String model;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "For SDKs, Open WebUI and curl: where to write, such as .env.")
    private @Nullable Path file;

    @Option(names = "--print", description = "Only show the settings, with their secrets.")
    private boolean print;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ConnectCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() {
        Optional<String> invited = invitation.client();
        if (invited.isPresent()) {
            return invite(invited.get());
        }
        Tool asked = tool();
        if (print) {
            return print(asked);
        }
        invitation.refuseFile();
        PrintWriter err = spec.commandLine().getErr();
        CallerAt known = known(project, err, true);
        Reached gateway = new Reached(
                known.url(), known.credentials().token(), known.credentials().key());
        ClientTarget target = ModelChoice.target(known, gateway.models(), Optional.ofNullable(model));
        List<ToolFile> files = asked.files(target);
        Folders folders = new Folders(System.getenv());
        List<SettingsFile> planned = new ArrayList<>();
        for (ToolFile each : files) {
            planned.add(SettingsFile.plan(path(each, folders), each.form(), each.text()));
        }
        List<SettingsFile.Written> written = planned.stream()
                .map(each -> each.write(Clock.systemUTC().instant()))
                .toList();
        String chosen = asked.api() == Tool.Api.MESSAGES ? target.claudeModel() : target.chatModel();
        if (!json) {
            ConnectReport.files(written, spec.commandLine().getOut());
            err.println("Asking one short answer of " + chosen);
        }
        Reached.FirstCall call = gateway.ask(asked, chosen);
        ConnectReport report = new ConnectReport(asked, known.label(), target.origin(), written, call);
        spec.commandLine().getOut().println(json ? Shown.json(report.json()) : report.end());
        return call.answered() ? 0 : 1;
    }

    private int invite(String client) {
        if (!tool.isEmpty()) {
            throw new BadInput("TOOL", "none beside --invite", "'" + tool + "'", "The teammate chooses the tool");
        }
        of(client);
        PrintWriter err = spec.commandLine().getErr();
        invitation.write(
                client, () -> known(project, err, true), spec.commandLine().getOut(), err);
        return 0;
    }

    private Tool tool() {
        Tool found = TOOLS.get(tool);
        if (found == null) {
            boolean isCursor = tool.equals("cursor");
            throw new BadInput(
                    "TOOL",
                    "one of " + TOOLS.keySet().stream().sorted().collect(Collectors.joining(", ")),
                    "'" + tool + "'",
                    isCursor
                            ? "Cursor cannot send the Access headers; see ./portcullis forward --help"
                            : "A tool that speaks OpenAI's API can use the variables of openai-sdk");
        }
        if (file != null && !found.takesFile()) {
            throw new BadInput(
                    "--file",
                    "openai-sdk, anthropic-sdk, open-webui or curl as TOOL",
                    found.word(),
                    "Leave it out: " + found.title() + " reads its own place");
        }
        return found;
    }

    private Path path(ToolFile each, Folders folders) {
        return file == null ? folders.path(each) : file.toAbsolutePath();
    }

    private int print(Tool asked) {
        try (SecretFile.Place place = invitation.take()) {
            CallerAt known = known(project, spec.commandLine().getErr(), true);
            Reached gateway = new Reached(
                    known.url(),
                    known.credentials().token(),
                    known.credentials().key());
            ClientTarget target = ModelChoice.target(known, gateway.models(), Optional.ofNullable(model));
            Folders folders = new Folders(System.getenv());
            String text = asked.files(target).stream()
                    .map(each -> path(each, folders) + "\n" + each.text().indent(2))
                    .collect(Collectors.joining());
            place.write(spec.commandLine().getOut(), text.stripTrailing());
            place.file()
                    .ifPresent(written -> spec.commandLine()
                            .getErr()
                            .println("The settings of " + asked.title() + " are in " + written
                                    + ", with their secrets"));
            return 0;
        }
    }
}
