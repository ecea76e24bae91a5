package dev.portcullis.local.trial;

import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.edge.EdgeApplication;
import dev.portcullis.local.edge.EdgeStandIn;
import dev.portcullis.local.postgres.LocalPostgres;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.probe.ServiceToken;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Hostname;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The parts of a trial, started in the order that is ready soonest; when one fails, the others are stopped. */
final class Assembly implements AutoCloseable {
    /** The name that the edge's rules are made for; callers on this machine use 127.0.0.1. */
    private static final Hostname HOSTNAME = new Hostname("llm.portcullis.test");

    /** Cloudflare's own patience with an answer that says nothing, and the gate's. */
    private static final Duration EDGE_SILENCE = Duration.ofMinutes(2);

    private static final Duration GATE_SILENCE = Duration.ofSeconds(15);

    final String internalKey = Secrets.internalKey();
    final TrialClients clients = TrialClients.fresh();
    final ServiceToken foreign = Secrets.token(false);
    final Backend backend;
    final TrialModels models;
    final LocalGate gate;
    final EdgeStandIn edge;
    final Optional<Integer> impatientEdge;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Trial.Parts parts;
    private final String audience = Secrets.audience();

    Assembly(Trial.Parts parts) {
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
                parts.bedrock().guardrail().isPresent(),
                litellmPort,
                internalKey,
                HOSTNAME,
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

    /** The last part first; a second time does nothing. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the trial could not be stopped", e);
            }
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }
}
