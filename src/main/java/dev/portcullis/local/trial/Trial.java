package dev.portcullis.local.trial;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.local.bedrock.BedrockRequest;
import dev.portcullis.local.bedrock.BedrockStandIn;
import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.edge.EdgeApplication;
import dev.portcullis.local.edge.EdgeStandIn;
import dev.portcullis.local.edge.ServiceToken;
import dev.portcullis.local.litellm.LiteLlm;
import dev.portcullis.local.litellm.LiteLlmInstall;
import dev.portcullis.local.postgres.LocalPostgres;
import dev.portcullis.local.process.StartFailure;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.CloudflarePlan;
import dev.portcullis.settings.Hostname;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The whole gateway on this machine: the real gate and the real LiteLLM between a stand-in for Cloudflare's edge and,
 * unless it is to be paid for, one for Amazon Bedrock. Everything listens on loopback. Closing it stops exactly what it
 * started, the last part first.
 */
public final class Trial implements AutoCloseable {
    /** The name that the edge's rules are made for; callers on this machine use 127.0.0.1. */
    private static final Hostname HOSTNAME = new Hostname("llm.portcullis.test");

    private static final Duration LITELLM_START = Duration.ofMinutes(2);
    private static final Duration GATE_START = Duration.ofSeconds(30);
    /** Cloudflare's own patience with an answer that says nothing, and the gate's. */
    private static final Duration EDGE_SILENCE = Duration.ofMinutes(2);

    private static final String EVERYDAY =
            "{\"name\":\"everyday\",\"client\":\"" + TrialClients.TRY + "\",\"budgets\":{\"day\":\"10\"}}";

    private static final Duration GATE_SILENCE = Duration.ofSeconds(15);

    /** Few, so that a small machine is not what the checks measure; three of them mostly wait. */
    private final ExecutorService checkers = Executors.newFixedThreadPool(6);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Parts parts;
    private final String internalKey = Secrets.internalKey();
    private final String audience = Secrets.audience();
    private final TrialClients clients = TrialClients.fresh();
    private final ServiceToken foreign = Secrets.token(false);
    private final TrialModels models;
    private final Backend backend;
    private final LocalGate gate;
    private final EdgeStandIn edge;
    private final Optional<Integer> impatientEdge;
    private @Nullable Callers callers;

    /**
     * What a trial is made of.
     *
     * @param binaries where PostgreSQL's programs are unpacked, for all trials
     * @param folder for its files, closed to others; gone when the trial ends
     * @param port the edge's; 0 for any that is free
     */
    public record Parts(
            Path project,
            Catalogue catalogue,
            Routes routes,
            LiteLlmInstall install,
            Path binaries,
            TrialFolder folder,
            int port,
            Bedrock bedrock) {}

    private Trial(Parts parts) {
        this.parts = parts;
        try {
            // LiteLLM takes longest, so it starts as early as may be and the rest while it loads.
            int litellmPort = FreePort.any();
            this.backend = keep(Backend.start(parts, litellmPort, internalKey));
            this.models = models();
            AccessTeam team = keep(AccessTeam.start(InstantSource.system()));
            this.gate = gate(litellmPort, team, database());
            this.edge = edge(team, parts.port(), EDGE_SILENCE);
            this.impatientEdge = backend.standIn()
                    .map(any -> edge(team, 0, StreamChecks.EDGE_SILENCE).port());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns at once; {@link #awaitReady} tells whether it came up. When one part fails, the others are stopped. */
    public static Trial start(Parts parts) {
        try {
            return new Trial(parts);
        } catch (StartFailure e) {
            throw kept(parts, e);
        }
    }

    private static StartFailure kept(Parts parts, StartFailure failure) {
        return failure.keptAt(parts.folder().keep(failure.log()));
    }

    /**
     * Blocks until the whole gateway serves.
     *
     * @throws StartFailure with the reason when one part does not come up; its log is then beside the folder
     */
    public void awaitReady() {
        try {
            gate.awaitReady(GATE_START);
            callers = firstKey();
            backend.litellm().awaitReady(LITELLM_START);
        } catch (StartFailure e) {
            throw kept(parts, e);
        }
    }

    /** The client's key, with a small budget; from then on the commands for administrators find this trial. */
    private Callers firstKey() {
        try {
            String key = gate.administration().createKey(EVERYDAY);
            gate.administration().announce(parts.folder().path());
            return new Callers(edge.port(), impatientEdge, gate.port(), clients.token(), foreign, key);
        } catch (IOException e) {
            throw gate.failure(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the first key was made", e);
        }
    }

    private LocalGate.Database database() {
        String password = Secrets.password();
        Path folder = parts.folder().path().resolve("postgres");
        StateFile state = keep(StateFile.of(parts.folder().path(), "postgres"));
        LocalPostgres postgres = keep(LocalPostgres.start(parts.binaries(), folder, password, state::record));
        return new LocalGate.Database(postgres.port(), password);
    }

    private TrialModels models() {
        var offered = parts.catalogue().offered(parts.bedrock().geography());
        return backend.standIn().isPresent() ? TrialModels.first(offered) : TrialModels.cheapest(offered);
    }

    private LocalGate gate(int litellmPort, AccessTeam team, LocalGate.Database database) {
        LocalGate.Facts facts = new LocalGate.Facts(
                parts.bedrock().geography(),
                litellmPort,
                internalKey,
                team,
                audience,
                clients.byName(),
                database,
                backend.standIn().isPresent() ? StreamChecks.GATE_SILENCE : GATE_SILENCE);
        StateFile state = keep(StateFile.of(parts.folder().path(), "gate"));
        return keep(LocalGate.start(parts.project(), parts.folder().path().resolve("gate"), facts, state));
    }

    private EdgeStandIn edge(AccessTeam team, int port, Duration longestSilence) {
        EdgeApplication application = new EdgeApplication(
                EdgeRules.of(parts.routes(), HOSTNAME, List.of(), false),
                RateLimit.of(CloudflarePlan.FREE, HOSTNAME),
                List.of(clients.token(), clients.guest(), foreign),
                audience,
                List.of());
        EdgeStandIn.Place place = new EdgeStandIn.Place(port, gate.base(), longestSilence);
        return keep(EdgeStandIn.start(application, team, place, InstantSource.system()));
    }

    /** The outcomes of all checks, in their order. */
    public List<Check.Outcome> check() {
        // Side by side, since some of them mostly wait; the rest would take a fraction of their time.
        List<CompletableFuture<Check.Outcome>> running = new ArrayList<>();
        Optional<StreamChecks> streams = backend.standIn().map(known -> new StreamChecks(callers(), models, known));
        MoneyChecks money = new MoneyChecks(callers(), models, gate.administration());
        for (Check check : Checks.of(callers(), models, money, streams)) {
            running.add(CompletableFuture.supplyAsync(check::run, checkers));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** Ready to paste into clients. */
    public String clientSettings() {
        return ClientSettings.render(
                port(),
                clients.token(),
                callers().key(),
                TrialModels.name(models.chat()),
                TrialModels.name(models.claude()));
    }

    public int port() {
        return edge.port();
    }

    /** Also from a shutdown hook, while the one who started it is still waiting; a second time does nothing. */
    @Override
    public synchronized void close() {
        checkers.shutdownNow();
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the trial could not be stopped", e);
            }
        }
    }

    /** Once it is ready. */
    Callers callers() {
        if (callers == null) {
            throw new IllegalStateException("the trial is not ready");
        }
        return callers;
    }

    LiteLlm litellm() {
        return backend.litellm();
    }

    /** What the gate shows to LiteLLM; nobody else has it. */
    String internalKey() {
        return internalKey;
    }

    /** What came through to Bedrock: see {@link BedrockStandIn#requests}. */
    List<BedrockRequest> bedrockRequests() {
        return backend.standIn().orElseThrow().requests();
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }
}
