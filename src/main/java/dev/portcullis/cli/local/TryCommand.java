package dev.portcullis.cli.local;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.litellm.LiteLlmLock;
import dev.portcullis.cli.terminal.CheckReport;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.deployed.program.SearchPath;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.local.litellm.InstallFailure;
import dev.portcullis.local.litellm.LiteLlmInstall;
import dev.portcullis.local.litellm.ProgressLine;
import dev.portcullis.local.litellm.Python;
import dev.portcullis.local.process.StartFailure;
import dev.portcullis.local.trial.Bedrock;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.local.trial.RealBedrock;
import dev.portcullis.local.trial.Trial;
import dev.portcullis.local.trial.TrialFolder;
import dev.portcullis.policy.Routes;
import dev.portcullis.probe.Check;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole gateway on this machine, with stand-ins for Cloudflare and Bedrock, and tries it as a caller would. */
@Command(
        name = "try",
        description = {
            "Runs the whole gateway on this machine, and tries it.",
            "",
            "Runs the real gate and the real LiteLLM "
                    + "between stand-ins for Cloudflare's edge and for Amazon Bedrock. Needs Python 3.10 or later and "
                    + "no account. The first run installs LiteLLM into a cache. It stays up until Ctrl-C.",
            "",
            "With --bedrock, Amazon Bedrock itself answers and charges your AWS account for every answer: for those to the "
                    + "checks, which then ask little, and for those to your own requests afterwards."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every check passed", "1:a check failed or a part did not come up", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis try                 stays up, and prints settings for clients",
            "  ./portcullis try --check         stops after the checks",
            "  ./portcullis try --check --json  for machines",
            "  ./portcullis try --port 8443     where callers find it",
            "  ./portcullis try --reset         with a new installation of LiteLLM",
            "  ./portcullis try --bedrock --region eu-west-1",
            "                                   with your AWS credentials: costs money"
        })
public final class TryCommand extends HelpOption implements Callable<Integer> {
    private static final int BROKEN = 1;

    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(names = "--check", description = "Stop after the checks.")
    private boolean check;

    @Option(names = "--json", description = "Print the checks as JSON.")
    private boolean json;

    @Option(names = "--reset", description = "Remove LiteLLM from the cache first, and install it again.")
    private boolean reset;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The port for callers (default: any that is free).")
    private int port;

    @Option(
            names = "--bedrock",
            description = "Let Amazon Bedrock itself answer, with your AWS credentials. This costs money.")
    private boolean bedrock;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "",
            description =
                    "With --bedrock: the region whose Bedrock to ask (default: AWS_REGION, then AWS_DEFAULT_REGION).")
    private String region = "";

    TryCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Problems problems = new Problems();
        LocalDate today = LocalDate.now(Clock.systemUTC());
        Optional<Catalogue> catalogue = Catalogue.read(project.resolve("config/models.yaml"), today, problems);
        Optional<Routes> routes = Routes.read(project.resolve("config/routes.yaml"), problems);
        problems.throwIfAny();
        FreePort.require(port);
        Bedrock answers = bedrock(catalogue.orElseThrow());
        Path cache = LiteLlmInstall.cache(System.getenv());
        try {
            if (reset) {
                LiteLlmInstall.removeAll(cache);
            }
            return run(answers, catalogue.orElseThrow(), routes.orElseThrow(), cache);
        } catch (InstallFailure | StartFailure e) {
            err.println(e.getMessage());
            return BROKEN;
        }
    }

    private int run(Bedrock answers, Catalogue catalogue, Routes routes, Path cache) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        LiteLlmInstall install = install(cache, err);
        if (answers instanceof RealBedrock real) {
            real.requireCredentials(install);
            err.println(real.notice(catalogue));
        }
        try (TrialFolder folder = TrialFolder.make(cache.resolve("trials"))) {
            err.println("Starting LiteLLM, the gate and the stand-ins");
            Trial trial = Trial.start(new Trial.Parts(
                    project, catalogue, routes, install, cache.resolve("postgres"), folder, port, answers));
            // Ctrl-C ends here and nowhere else, at any time from now on; after a good end it finds nothing to do.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(trial, folder), "stop"));
            try {
                trial.awaitReady();
                return run(trial);
            } finally {
                trial.close();
            }
        }
    }

    private Bedrock bedrock(Catalogue catalogue) {
        if (bedrock) {
            return RealBedrock.of(region, System.getenv(), catalogue);
        }
        if (!region.isEmpty()) {
            throw new BadInput(List.of(Problem.plain(
                    "--region", "it needs --bedrock", "Add --bedrock, which costs money, or leave it out")));
        }
        return new Bedrock.StandIn();
    }

    private static void stop(Trial trial, TrialFolder folder) {
        trial.close();
        folder.close();
    }

    private LiteLlmInstall install(Path cache, PrintWriter err) {
        List<Path> path = SearchPath.of(System.getenv());
        ProgressLine progress = new ProgressLine(err, Ansi.AUTO.enabled());
        try {
            return LiteLlmInstall.of(
                    LiteLlmLock.read(project.resolve("config/litellm.lock")), Python.find(path), cache, progress);
        } finally {
            progress.end();
        }
    }

    private int run(Trial trial) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Check.Outcome> outcomes = trial.check();
        out.print(
                json
                        ? CheckReport.json(outcomes)
                        : CheckReport.table(
                                outcomes, spec.commandLine().getColorScheme().ansi()));
        boolean passed = outcomes.stream().allMatch(Check.Outcome::passed);
        if (!check && passed) {
            out.println();
            out.println(trial.clientSettings());
            out.println("Up at http://127.0.0.1:" + trial.port() + " until Ctrl-C");
            out.flush();
            new CountDownLatch(1).await();
        }
        out.flush();
        return passed ? 0 : 1;
    }
}
