package dev.portcullis.cli.local;

import com.google.gson.JsonObject;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.cli.terminal.CheckReport;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.probe.Check;
import dev.portcullis.probe.PaidQuestion;
import dev.portcullis.smoke.Credentials;
import dev.portcullis.smoke.LiveAttack;
import dev.portcullis.smoke.Question;
import dev.portcullis.smoke.Smoke;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries a live gateway as its callers do, through the edge. */
@Command(
        name = "smoke",
        description = {
            "Checks a live gateway from outside, as its callers do.",
            "",
            "It goes through the edge: the gateway must answer its client, and refuse strangers,",
            "forgers, malformed paths and missing keys. Free, unless --paid adds one completion, or --all the cheapest call",
            "of each API that the key may use; the price is printed first. --security sends the whole corpus of attacks",
            "that the edge's rules are tested with, one a second, with good credentials. The output holds neither the host's name nor a secret. Certificates are always checked and",
            "redirects never followed.",
            "",
            "The caller's secrets are never arguments: --credentials names a file (mode 600) with the lines",
            "CF_ACCESS_CLIENT_ID=…, CF_ACCESS_CLIENT_SECRET=… and PORTCULLIS_KEY=…; without it the environment variables",
            "of these names are read, as CI sets them. PORTCULLIS_URL takes the place of --url."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every check passed", "1:a check failed or the gateway does not answer", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis smoke --url https://llm.example.com --credentials ~/.portcullis-laptop",
            "  ./portcullis smoke --paid --wait 120     in CI, all else from the environment",
            "  ./portcullis smoke --all --security      everything, in about four minutes",
            "  ./portcullis smoke --json | jq '.checks[] | select(.passed | not)'"
        })
public final class SmokeCommand extends HelpOption implements Callable<Integer> {
    private static final String URL = "PORTCULLIS_URL";

    private static final int PROGRESS_EVERY = 30;

    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", description = "The gateway (default: the value of " + URL + ").")
    private @Nullable String url;

    @Option(names = "--credentials", paramLabel = "FILE", description = "A file with the caller's secrets.")
    private @Nullable Path credentials;

    @Option(names = "--paid", description = "Ask one completion of the cheapest model that the key may use.")
    private boolean paid;

    @Option(names = "--all", description = "Ask the cheapest call of each API that the key may use.")
    private boolean all;

    @Option(names = "--security", description = "Send every attack of the corpus through the edge, one a second.")
    private boolean security;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Keep asking for this long while it does not answer, since it may be starting (default: 0).")
    private int wait;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    SmokeCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() {
        Smoke smoke =
                new Smoke(url(), credentials == null ? Credentials.of(System.getenv()) : Credentials.read(credentials));
        List<Check.Outcome> outcomes = new ArrayList<>();
        List<Check.Outcome> attacks = List.of();
        outcomes.add(smoke.reach(Duration.ofSeconds(Math.max(0, wait))));
        if (outcomes.get(0).passed()) {
            outcomes.addAll(smoke.free());
            attacks = security ? attacks(smoke) : List.of();
            outcomes.addAll(paid(smoke));
        }
        report(outcomes, attacks);
        return Stream.concat(outcomes.stream(), attacks.stream()).allMatch(Check.Outcome::passed) ? 0 : 1;
    }

    private String url() {
        return Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(System.getenv(URL)))
                .filter(given -> !given.isEmpty())
                .orElseThrow(() -> new BadInput("--url", "the gateway's URL", "none", "Give it, or set " + URL));
    }

    private List<Check.Outcome> attacks(Smoke smoke) {
        LiveAttack attack = smoke.attack();
        say("Sending " + attack.count() + " attacks, one a second: " + attack.count() / 60 + " min "
                + attack.count() % 60 + " s");
        return attack.run(LiveAttack.PAUSE, done -> {
            if (done % PROGRESS_EVERY == 0) {
                say(done + " of " + attack.count() + " attacks sent");
            }
        });
    }

    private List<Check.Outcome> paid(Smoke smoke) {
        if (!paid && !all) {
            return List.of();
        }
        List<PaidQuestion> questions = all
                ? Question.all(catalogue(), smoke.capabilities(), smoke.models())
                : Question.cheapest(catalogue(), smoke.models()).stream().toList();
        if (questions.isEmpty()) {
            return List.of(new Check.Outcome(
                    all ? "one call of each API" : "one completion",
                    Optional.of("expected a model of the catalogue that the key may use, got none"),
                    Duration.ZERO));
        }
        String most = ", at most $" + PaidQuestion.mostDollars(questions).toPlainString();
        say(
                all
                        ? "Asking " + questions.size() + " calls" + most
                        : "Asking one completion of "
                                + questions.get(0).model().model().name() + most);
        return questions.stream().map(smoke::pay).toList();
    }

    private Catalogue catalogue() {
        Problems problems = new Problems();
        Optional<Catalogue> catalogue =
                Catalogue.read(project.resolve("config/models.yaml"), LocalDate.now(Clock.systemUTC()), problems);
        problems.throwIfAny();
        return catalogue.orElseThrow();
    }

    private void say(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }

    /** The table names the attacks that were let through; a line counts the others. */
    private void report(List<Check.Outcome> outcomes, List<Check.Outcome> attacks) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            List<Check.Outcome> every =
                    Stream.concat(outcomes.stream(), attacks.stream()).toList();
            JsonObject report = new JsonObject();
            report.addProperty("passed", every.stream().allMatch(Check.Outcome::passed));
            report.add("checks", CheckReport.array(every));
            out.println(Shown.json(report));
        } else {
            List<Check.Outcome> shown = new ArrayList<>(outcomes);
            List<Check.Outcome> through =
                    attacks.stream().filter(attack -> !attack.passed()).toList();
            if (through.size() < attacks.size()) {
                Duration took = attacks.stream().map(Check.Outcome::took).reduce(Duration.ZERO, Duration::plus);
                shown.add(new Check.Outcome(
                        attacks.size() - through.size() + " of " + attacks.size() + " attacks are refused",
                        Optional.empty(),
                        took));
            }
            shown.addAll(through);
            out.print(
                    CheckReport.table(shown, spec.commandLine().getColorScheme().ansi()));
            out.flush();
        }
    }
}
