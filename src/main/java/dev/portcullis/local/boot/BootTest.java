package dev.portcullis.local.boot;

import dev.portcullis.local.boot.checks.BootCallers;
import dev.portcullis.local.boot.checks.BootedHost;
import dev.portcullis.local.boot.checks.DiskChecks;
import dev.portcullis.local.boot.checks.LifeChecks;
import dev.portcullis.local.boot.checks.ReleaseChecks;
import dev.portcullis.local.boot.checks.Stack;
import dev.portcullis.local.boot.checks.StateChecks;
import dev.portcullis.local.boot.checks.Variants;
import dev.portcullis.local.boot.cloud.Account;
import dev.portcullis.local.boot.cloud.BootParts;
import dev.portcullis.local.boot.cloud.Disks;
import dev.portcullis.local.boot.cloud.Preparation;
import dev.portcullis.local.boot.cloud.RootFileSystem;
import dev.portcullis.local.boot.cloud.StandIns;
import dev.portcullis.local.boot.guest.BootFailure;
import dev.portcullis.local.boot.guest.DataVolume;
import dev.portcullis.local.boot.guest.Guest;
import dev.portcullis.local.boot.guest.Look;
import dev.portcullis.local.boot.report.BootReport;
import dev.portcullis.local.boot.report.Closing;
import dev.portcullis.local.boot.report.Split;
import dev.portcullis.local.boot.report.Steps;
import dev.portcullis.local.edge.EdgeApplication;
import dev.portcullis.local.edge.EdgeStandIn;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.probe.Check;
import dev.portcullis.release.Bundle;
import dev.portcullis.release.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One host from power-on to its first answer, and then what it is asked to survive. Closing it stops what it started. */
public final class BootTest implements AutoCloseable {
    private static final Duration CLOUD_INIT = Duration.ofMinutes(3);
    private static final Duration APPLY = Duration.ofMinutes(10);
    private static final Duration EDGE_SILENCE = Duration.ofMinutes(2);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final InstantSource clock = InstantSource.system();
    private final BootParts parts;
    private final Steps steps;
    private final Ports ports =
            new Ports(FreePort.any(), FreePort.any(), FreePort.any(), FreePort.any(), FreePort.any(), FreePort.any());
    private final StandIns standIns;
    private final Account account;
    private final Stack stack;
    private final Preparation preparation;
    private final Disks disks;
    private final Guest guest;
    private final Instant powerOn;
    private final BootReport.Facts facts;

    private BootTest(BootParts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
        Path packages = parts.cache().resolve("archives");
        try {
            // The directory in which apt keeps incomplete downloads; apt does not create it.
            Files.createDirectories(packages.resolve("partial"));
            Files.createDirectories(parts.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Path archive = RootFileSystem.archive(parts.cache(), steps);
            standIns = keep(StandIns.start(parts, steps));
            account = standIns.account();
            DataVolume volume = keep(DataVolume.blank(parts.folder().resolve("data.img")));
            stack = new Stack(
                    account,
                    parts.project(),
                    ports,
                    parts.rendered(),
                    standIns.team().issuer());
            preparation = new Preparation(parts.project(), standIns, stack.desiredName(), volume.device());
            disks = new Disks(archive, parts.folder().resolve("root"), preparation::writeTo, volume);
            Bundle bundle = variants().own();
            steps.time("account filled", () -> fillAccount(bundle));
            steps.time("root file system unpacked", disks::newRoot);
            facts = preparation.facts(bundle);
            powerOn = clock.instant();
            guest = keep(Guest.boot(
                    "portcullis-" + ProcessHandle.current().pid(),
                    disks.root(),
                    parts.folder().resolve("console.log"),
                    List.of(volume.device(), packages + ":/var/cache/apt/archives")));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns when the power is on. A failure leaves nothing running. */
    public static BootTest start(BootParts parts, PrintWriter progress) {
        return new BootTest(parts, new Steps(progress));
    }

    /** Writes the program that stands for cloudflared when nobody names the real one. */
    public static Path cloudflaredStandIn(Path cache) throws IOException {
        return Files.writeString(cache.resolve("cloudflared-stand-in"), Look.resource("cloudflared.py"));
    }

    /** The command that opens a shell in the guest. */
    public String door() {
        return guest.door();
    }

    /** A failure before the first answer ends the test; a later one is a line of the report. */
    public BootReport run() {
        BootCallers callers = firstAnswer();
        BootedHost host = new BootedHost(guest, stack, account, callers, ports);
        List<Check.Outcome> outcomes = new ArrayList<>();
        look(new StateChecks(host).all(), outcomes);
        Look look = Look.at(guest);
        look(new LifeChecks(host, steps).all(), outcomes);
        look(new ReleaseChecks(host, variants(), steps).all(), outcomes);
        look(new DiskChecks(host, variants(), disks, steps).all(), outcomes);
        return new BootReport(facts, steps.done(), outcomes, look);
    }

    private BootCallers firstAnswer() {
        steps.time(
                "power-on to cloud-init done",
                () -> guest.await("cloud-init to be done", CLOUD_INIT, this::cloudInitDone));
        Instant cloudInitDone = clock.instant();
        steps.time(
                "apply",
                () -> guest.await("apply to end", APPLY, () -> applied().contains("\"state\"")));
        if (!applied().contains("\"state\": \"applied\"")) {
            throw new BootFailure("apply", "the state applied", applied(), "Check the guest's journal");
        }
        BootCallers callers = callers();
        steps.time("first answer, with the declared key", () -> callers.firstAnswer(Stack.LAPTOP));
        Instant answered = clock.instant();
        steps.add("power-on to first answer", Duration.between(powerOn, answered));
        String journal = guest.run(
                "journalctl", "--boot", "--output=json", "--unit=portcullis-apply", "--unit=portcullis-litellm");
        Split.of(journal, powerOn, cloudInitDone, answered)
                .steps()
                .forEach(part -> steps.add(part.name(), part.took()));
        return callers;
    }

    private void look(List<Check> checks, List<Check.Outcome> outcomes) {
        for (Check check : checks) {
            steps.say(check.name());
            Check.Outcome outcome = check.run();
            outcome.problem().ifPresent(steps::say);
            outcomes.add(outcome);
        }
    }

    private BootCallers callers() {
        EdgeStandIn edge = keep(EdgeStandIn.start(
                new EdgeApplication(parts.rules(), parts.rateLimit(), stack.tokens(), stack.audience(), List.of()),
                standIns.team(),
                new EdgeStandIn.Place(0, URI.create("http://127.0.0.1:" + stack.tunnelPort()), EDGE_SILENCE),
                clock));
        String geography = parts.settings().models().geography().word();
        return new BootCallers(stack, ports, edge.port(), parts.catalogue(), geography);
    }

    private Variants variants() {
        return new Variants(
                parts.project(), parts.folder(), parts.settings(), parts.catalogue(), standIns.components(), ports);
    }

    private boolean cloudInitDone() {
        return guest.tried("test", "-e", "/run/cloud-init/result.json").code() == 0;
    }

    private String applied() {
        return account.parameter(stack.appliedName());
    }

    private void fillAccount(Bundle bundle) {
        account.awaitAnswer();
        bundle.requireGate();
        stack.make();
        stack.upload(bundle);
        stack.want(bundle.sha256());
    }

    /** Also from a shutdown hook, while the one who started it is still waiting; a second time does nothing. */
    @Override
    public synchronized void close() {
        Closing.inReverse(started);
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }
}
