package dev.portcullis.cli.upgrade;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Confirmation;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.deployed.program.SearchPath;
import dev.portcullis.input.BadInput;
import dev.portcullis.release.newer.CloudflaredPin;
import dev.portcullis.release.newer.GitHubSite;
import dev.portcullis.release.newer.LiteLlmPin;
import dev.portcullis.release.newer.NewerRelease;
import dev.portcullis.release.newer.Published;
import dev.portcullis.release.newer.ReleaseSite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the pins of LiteLLM and cloudflared with their makers' releases, and moves them after a yes. */
@Command(
        name = "upgrade",
        description = {
            "Finds newer releases of LiteLLM and cloudflared.",
            "",
            "Shows the pinned and the newest release of each, and writes the new pin after a yes. A release has to be seven",
            "days old. cloudflared's files are fetched and compared with the checksums that GitHub gives; LiteLLM's lock is",
            "made anew by uv. Comments in the files stay. Nothing reaches a host before you deploy."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the pins are the newest that may be taken, or were moved to it",
            "1:the makers' site does not answer, or a lock could not be made; the pins are as they were",
            "2:bad input, or a file that is not what its maker published",
            "3:with --check or without a yes: a newer release may be taken"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./portcullis upgrade --check", "  ./portcullis upgrade --yes"})
public final class UpgradeCommand extends HelpOption implements Callable<Integer> {
    private static final int NEWER = 3;
    private static final URI API = URI.create("https://api.github.com");

    private final Path project;
    private final ReleaseSite site;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(names = "--check", description = "Only tell.")
    private boolean check;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Confirmation confirmation = new Confirmation();

    UpgradeCommand(Path project) {
        this(project, new GitHubSite(API), Clock.systemUTC());
    }

    UpgradeCommand(Path project, ReleaseSite site, Clock clock) {
        this.project = project;
        this.site = site;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Instant now = clock.instant();
        CloudflaredPin cloudflared = new CloudflaredPin(project.resolve("config/components.yaml"), site);
        LiteLlmPin litellm = new LiteLlmPin(project, site);
        err.println("Asking GitHub for the releases of cloudflared and LiteLLM");
        NewerRelease ofCloudflared = cloudflared.proposal(now);
        NewerRelease ofLiteLlm = litellm.proposal(now);
        show(List.of(ofCloudflared, ofLiteLlm));
        if (ofCloudflared.proposed().isEmpty() && ofLiteLlm.proposed().isEmpty()) {
            return 0;
        }
        if (check) {
            return NEWER;
        }
        Optional<Path> uv = ofLiteLlm.proposed().map(release -> uv());
        if (!confirmation.given(err, "Write the new pins?")) {
            err.println("Nothing was changed");
            return NEWER;
        }
        ofCloudflared.proposed().ifPresent(release -> move(cloudflared, release));
        boolean isDone = ofLiteLlm
                .proposed()
                .map(release -> litellm.move(release, now, arguments -> run(uv.orElseThrow(), arguments)))
                .orElse(true);
        if (!isDone) {
            err.println("LiteLLM's lock could not be made, and its pin is as it was. uv says above why");
            return 1;
        }
        err.println(
                "Next: read the makers' notes, run mvn verify and ./portcullis boot-test, and deploy like any change");
        return 0;
    }

    private void move(CloudflaredPin cloudflared, Published release) {
        PrintWriter err = spec.commandLine().getErr();
        cloudflared.move(release, err::println);
        err.println("config/components.yaml has cloudflared " + release.version()
                + "; change the comment above it, which tells where the checksums came from");
    }

    private void show(List<NewerRelease> proposals) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonArray programs = new JsonArray();
            proposals.forEach(proposal -> programs.add(json(proposal)));
            JsonObject all = new JsonObject();
            all.add("programs", programs);
            out.println(Shown.json(all));
        } else {
            Table table = new Table("PROGRAM", "PINNED", "NEWEST", "PROPOSED");
            proposals.forEach(one -> table.row(
                    one.program(),
                    one.installed(),
                    one.newest()
                            .map(release -> release.version() + " of "
                                    + release.at().toString().substring(0, 10))
                            .orElse("the same"),
                    one.proposed()
                            .map(Published::version)
                            .orElse(one.newest().isPresent() ? "none is seven days old" : "-")));
            out.print(table.render());
        }
        out.flush();
    }

    private static JsonObject json(NewerRelease proposal) {
        JsonObject program = new JsonObject();
        program.addProperty("program", proposal.program());
        program.addProperty("pinned", proposal.installed());
        release(program, "newest", proposal.newest());
        release(program, "proposed", proposal.proposed());
        return program;
    }

    private static void release(JsonObject program, String name, Optional<Published> release) {
        release.ifPresentOrElse(
                one -> {
                    JsonObject object = new JsonObject();
                    object.addProperty("version", one.version());
                    object.addProperty("publishedAt", one.at().toString());
                    program.add(name, object);
                },
                () -> program.add(name, JsonNull.INSTANCE));
    }

    private static Path uv() {
        return SearchPath.find("uv", System.getenv())
                .orElseThrow(() -> new BadInput(
                        "uv",
                        "uv on PATH, which makes config/litellm.lock",
                        "none",
                        "Install it (https://docs.astral.sh/uv/), or look with --check"));
    }

    private int run(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            try (BufferedReader output = process.inputReader()) {
                output.lines().forEach(spec.commandLine().getErr()::println);
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
