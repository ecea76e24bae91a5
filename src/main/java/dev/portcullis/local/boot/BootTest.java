package dev.portcullis.local.boot;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.local.bedrock.BedrockStandIn;
import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.edge.EdgeApplication;
import dev.portcullis.local.edge.EdgeStandIn;
import dev.portcullis.local.litellm.Tree;
import dev.portcullis.local.loopback.Loopback;
import dev.portcullis.local.trial.Check;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.release.Bundle;
import dev.portcullis.release.Component;
import dev.portcullis.release.Components;
import dev.portcullis.release.Ports;
import dev.portcullis.release.UserData;
import dev.portcullis.settings.Settings;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One host from power-on to its first answer, and then what it is asked to survive. Closing it stops what it started. */
public final class BootTest implements AutoCloseable {
    private static final String VOLUME = "vol-0123456789abcdef0";
    private static final Duration CLOUD_INIT = Duration.ofMinutes(3);
    private static final Duration APPLY = Duration.ofMinutes(10);
    private static final Duration EDGE_SILENCE = Duration.ofMinutes(2);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Parts parts;
    private final Steps steps;
    private final Ports ports =
            new Ports(FreePort.any(), FreePort.any(), FreePort.any(), FreePort.any(), FreePort.any());
    private final Account account;
    private final BedrockStandIn bedrock;
    private final AccessTeam team;
    private final Stack stack;
    private final DataVolume volume;
    private final Components components;
    private final Guest guest;
    private final long powerOn;

    /**
     * What is booted.
     *
     * @param cache for what is the same in each run
     * @param folder for this run; not there yet
     * @param cloudflared the program; see {@link #cloudflaredStandIn}
     */
    public record Parts(
            Path project,
            Settings settings,
            Catalogue catalogue,
            EdgeRules rules,
            RateLimit rateLimit,
            Components components,
            Path cloudflared,
            Path cache,
            Path folder) {}

    private BootTest(Parts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
        try {
            Files.createDirectories(parts.cache().resolve("archives/partial"));
            Files.createDirectories(parts.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            String region = parts.settings().region().value();
            Path archive = RootFileSystem.archive(parts.cache(), steps);
            Path python = Moto.python(parts.project().resolve("src/test/python/moto.lock"), parts.cache(), steps);
            Moto moto = keep(Moto.start(python, FreePort.any(), parts.folder().resolve("moto.log")));
            account = new Account(moto.endpoint(), region);
            bedrock = keep(BedrockStandIn.start(
                    parts.catalogue(), parts.settings().bedrockGeography().word(), region));
            team = keep(AccessTeam.start(InstantSource.system()));
            components = components();
            Path root = parts.folder().resolve("root");
            steps.time("root file system unpacked", () -> RootFileSystem.unpack(archive, root));
            volume = keep(DataVolume.blank(parts.folder().resolve("data.img")));
            stack = new Stack(
                    account, parts.project(), ports, parts.settings().hostname().value(), team.issuer());
            steps.time("account filled", this::fillAccount);
            prepare(root);
            powerOn = System.nanoTime();
            guest = keep(Guest.boot(
                    "portcullis-" + ProcessHandle.current().pid(),
                    root,
                    parts.folder().resolve("console.log"),
                    List.of(volume.device(), parts.cache().resolve("archives") + ":/var/cache/apt/archives")));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns when the power is on. What fails leaves nothing running. */
    public static BootTest start(Parts parts, PrintWriter progress) {
        return new BootTest(parts, new Steps(progress));
    }

    /** The command that opens a shell in the guest. */
    public String door() {
        return guest.door();
    }

    /** What fails on the way to the first answer ends it; what fails afterwards is a line of the report. */
    public BootReport run() {
        steps.time(
                "power-on to cloud-init done",
                () -> guest.await("cloud-init to be done", CLOUD_INIT, this::cloudInitDone));
        steps.time(
                "apply",
                () -> guest.await(
                        "apply to end",
                        APPLY,
                        () -> account.parameter(Stack.APPLIED).contains("\"state\"")));
        String applied = account.parameter(Stack.APPLIED);
        if (!applied.contains("\"state\": \"applied\"")) {
            throw new BootFailure("apply", "the state applied", applied, "Look at the guest's journal");
        }
        EdgeStandIn edge = keep(EdgeStandIn.start(
                new EdgeApplication(parts.rules(), parts.rateLimit(), stack.tokens(), stack.audience(), List.of()),
                team,
                new EdgeStandIn.Place(0, URI.create("http://127.0.0.1:" + stack.tunnelPort()), EDGE_SILENCE),
                InstantSource.system()));
        Callers callers = new Callers(
                stack,
                ports,
                edge.port(),
                parts.catalogue(),
                parts.settings().bedrockGeography().word());
        steps.time("key and first answer", () -> firstAnswer(callers));
        steps.add("power-on to first answer", Duration.ofNanos(System.nanoTime() - powerOn));
        List<Check.Outcome> outcomes = new ArrayList<>();
        look(new StateChecks(guest, stack, callers).all(), outcomes);
        Look look = Look.at(guest);
        look(new ChangeChecks(guest, stack, account, callers, variants(), steps, disks()).all(), outcomes);
        return new BootReport(steps.done(), outcomes, look);
    }

    private void look(List<Check> checks, List<Check.Outcome> outcomes) {
        for (Check check : checks) {
            steps.say(check.name());
            Check.Outcome outcome = check.run();
            outcome.problem().ifPresent(steps::say);
            outcomes.add(outcome);
        }
    }

    private void firstAnswer(Callers callers) {
        try {
            callers.makeKey(Stack.LAPTOP);
            callers.askUntilAnswered(Stack.LAPTOP, Duration.ofSeconds(30));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private ChangeChecks.Disks disks() {
        return new ChangeChecks.Disks() {
            @Override
            public void newRoot() {
                Path root = guest.root();
                try {
                    Tree.delete(root);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                RootFileSystem.unpack(RootFileSystem.archive(parts.cache(), steps), root);
                prepare(root);
            }

            @Override
            public void newVolume() {
                volume.erase();
            }
        };
    }

    private Variants variants() {
        return new Variants(parts.project(), parts.folder(), parts.settings(), parts.catalogue(), components, ports);
    }

    private boolean cloudInitDone() {
        return guest.tried("test", "-e", "/run/cloud-init/result.json").code() == 0;
    }

    private void fillAccount() {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!account.answers()) {
            if (System.nanoTime() > deadline) {
                throw new BootFailure("stand-in of AWS", "an answer within a minute", "none", "Look at moto.log");
            }
            Thread.onSpinWait();
        }
        Bundle bundle = variants().own();
        bundle.requireGate();
        stack.make();
        stack.upload(bundle);
        stack.want(bundle.sha256());
        account.put(Stack.APPLIED, "{}", false);
    }

    private void prepare(Path root) {
        Inheritance inheritance = new Inheritance(System.getenv());
        inheritance.writeTo(root);
        UserData userData =
                new UserData(parts.project(), parts.settings().region().value(), Stack.DESIRED, components.ssmAgent());
        new Seed("i-boot-test", userData.render(VOLUME)).writeTo(root);
        new DropIns(
                        account,
                        volume.device(),
                        "http://127.0.0.1:" + bedrock.port(),
                        team.certs().toString(),
                        inheritance.proxies())
                .writeTo(root);
    }

    /** The host fetches cloudflared as ever, by address and checksum; only that the address is here. */
    private Components components() {
        byte[] program = bytes(parts.cloudflared());
        Loopback downloads = keep(new Loopback());
        int port = downloads.listen(0, request -> request.response().end(Buffer.buffer(program)));
        Component.Download here =
                new Component.Download("http://127.0.0.1:" + port + "/cloudflared", Checksum.of(program));
        Component pinned = parts.components().cloudflared();
        return new Components(
                new Component(pinned.name(), pinned.version(), here, here),
                parts.components().ssmAgent());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the program that stands for cloudflared when nobody names the real one. */
    public static Path cloudflaredStandIn(Path cache) throws IOException {
        return Files.writeString(cache.resolve("cloudflared-stand-in"), Look.resource("cloudflared.py"));
    }

    /** Also from a shutdown hook, while the one who started it is still waiting; a second time does nothing. */
    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the boot test could not be stopped", e);
            }
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }
}
