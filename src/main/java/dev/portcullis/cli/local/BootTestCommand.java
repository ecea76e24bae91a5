package dev.portcullis.cli.local;

import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.deployed.program.SearchPath;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.input.BadInput;
import dev.portcullis.local.boot.BootTest;
import dev.portcullis.local.boot.cloud.BootParts;
import dev.portcullis.local.boot.cloud.Requirements;
import dev.portcullis.local.boot.guest.BootFailure;
import dev.portcullis.local.boot.report.BootReport;
import dev.portcullis.local.litellm.LiteLlmInstall;
import dev.portcullis.local.litellm.Tree;
import dev.portcullis.stackfile.StackFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Boots the host's user data in a container, with stand-ins for the clouds around it, and reports what it saw. */
@Command(
        name = "boot-test",
        description = {
            "Boots a host in a container, and checks that it comes up.",
            "",
            "The host gets the same user data as an instance, in a Debian container under systemd-nspawn. AWS, Bedrock",
            "and Cloudflare are stand-ins on loopback. It needs Linux, root, mmdebstrap and systemd-nspawn; without one of",
            "them it says which is missing and does nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every check passed, or it was skipped", "1:a check or a step failed", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis boot-test                   a table of steps, units, sockets and checks",
            "  ./portcullis boot-test --json            for machines",
            "  ./portcullis boot-test --keep            leaves the container running",
            "  ./portcullis boot-test --cloudflared /usr/local/bin/cloudflared"
        })
public final class BootTestCommand extends HelpOption implements Callable<Integer> {
    private static final int BROKEN = 1;
    private static final String STACK = "dev";

    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(names = "--keep", description = "Leave the container running, and print how to look inside.")
    private boolean keep;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--cloudflared",
            paramLabel = "PATH",
            description = "The program to install as cloudflared (default: a stand-in). It is given a token that only "
                    + "the stand-in understands and has to be ready without Cloudflare.")
    private @Nullable Path cloudflared;

    BootTestCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<String> missing =
                Requirements.here(SearchPath.of(System.getenv())).missing();
        if (missing.isPresent()) {
            out.println(
                    json
                            ? BootReportText.skipped(missing.get())
                            : "boot-test: skipped, since this machine has " + missing.get());
            return 0;
        }
        // The example keeps its journal to itself, and the sender is to be seen at work.
        Map<String, Object> raw = new TreeMap<>(StackFile.raw(project, STACK));
        raw.put("portcullis:logs", "cloudwatch");
        Blueprint blueprint = Blueprint.read(project, raw, STACK, LocalDate.now(Clock.systemUTC()));
        Path cache = LiteLlmInstall.cache(System.getenv()).resolve("boot");
        Files.createDirectories(cache);
        BootParts parts = new BootParts(
                project,
                blueprint.settings(),
                blueprint.catalogue(),
                blueprint.rules(),
                blueprint.rateLimit(),
                blueprint.components(),
                HostRendering.of(blueprint),
                program(cache),
                cache,
                cache.resolve("run-" + ProcessHandle.current().pid()));
        try (BootTest test = BootTest.start(parts, err)) {
            // Ctrl-C ends here; after a good end it finds nothing to do.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(test, parts.folder()), "stop"));
            int code = report(test);
            if (keep) {
                // Progress goes to standard error, since the report may be for machines.
                err.println("Left running until Ctrl-C. To look inside:\n  " + test.door() + "\nIts files: "
                        + parts.folder());
                err.flush();
                new CountDownLatch(1).await();
            }
            return code;
        } catch (BootFailure e) {
            err.println(e.getMessage());
            return BROKEN;
        } finally {
            Tree.delete(parts.folder());
        }
    }

    private static void stop(BootTest test, Path folder) {
        test.close();
        try {
            Tree.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int report(BootTest test) {
        try {
            BootReport report = test.run();
            PrintWriter out = spec.commandLine().getOut();
            out.print(
                    json
                            ? BootReportText.json(report)
                            : BootReportText.table(
                                    report, spec.commandLine().getColorScheme().ansi()));
            out.flush();
            return report.passed() ? 0 : BROKEN;
        } catch (BootFailure e) {
            spec.commandLine().getErr().println(e.getMessage());
            return BROKEN;
        }
    }

    private Path program(Path cache) throws IOException {
        if (cloudflared == null) {
            return BootTest.cloudflaredStandIn(cache);
        }
        if (!Files.isRegularFile(cloudflared)) {
            throw new BadInput("--cloudflared", "a file", "'" + cloudflared + "'", "Name the program of cloudflared");
        }
        return cloudflared;
    }
}
