package dev.portcullis.local.trial;

import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Kind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.catalogue.litellm.LiteLlmConfig;
import dev.portcullis.local.bedrock.BedrockRequest;
import dev.portcullis.local.bedrock.BedrockStandIn;
import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.edge.EdgeApplication;
import dev.portcullis.local.edge.EdgeStandIn;
import dev.portcullis.local.edge.ServiceToken;
import dev.portcullis.local.litellm.AwsEnvironment;
import dev.portcullis.local.litellm.LiteLlm;
import dev.portcullis.local.litellm.LiteLlmInstall;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.CloudflarePlan;
import dev.portcullis.settings.Hostname;
import java.net.URI;
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
import java.util.function.Predicate;

/**
 * The whole gateway on this machine: the real gate and the real LiteLLM between a stand-in for Cloudflare's edge and
 * one for Amazon Bedrock. Everything listens on loopback. Closing it stops exactly what it started.
 */
public final class Trial implements AutoCloseable {
    /** The name that the edge's rules are made for; callers on this machine use 127.0.0.1. */
    private static final Hostname HOSTNAME = new Hostname("llm.portcullis.test");

    private static final String GEOGRAPHY = "us";
    private static final String REGION = "us-east-1";
    private static final Duration LITELLM_START = Duration.ofMinutes(2);
    private static final Duration GATE_START = Duration.ofSeconds(30);
    /** Cloudflare cuts an answer that is silent for 120 s, and the gate speaks up after 15: scaled, to take seconds. */
    private static final Duration EDGE_SILENCE = Duration.ofSeconds(18);

    /** Four, so that a small machine is not what the checks measure. */
    private final ExecutorService checkers = Executors.newFixedThreadPool(4);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Catalogue catalogue;
    private final ServiceToken token = Secrets.token(true);
    private final ServiceToken foreign = Secrets.token(false);
    private final BedrockStandIn bedrock;
    private final LocalGate gate;
    private final EdgeStandIn edge;
    private final LiteLlm litellm;

    /**
     * What a trial is made of.
     *
     * @param folder for its files, closed to others; gone when the trial ends
     * @param port the edge's; 0 for any that is free
     */
    public record Parts(
            Path project, Catalogue catalogue, Routes routes, LiteLlmInstall install, Path folder, int port) {}

    private Trial(Parts parts) {
        this.catalogue = parts.catalogue();
        try {
            this.bedrock = keep(BedrockStandIn.start(catalogue, GEOGRAPHY, REGION));
            String internalKey = Secrets.internalKey();
            int litellmPort = FreePort.any();
            this.litellm = keep(litellm(parts, bedrock, litellmPort, internalKey));
            keep(StateFile.write(parts.folder(), "litellm", litellm.pid()));
            AccessTeam team = keep(AccessTeam.start(InstantSource.system()));
            String audience = Secrets.audience();
            this.gate = keep(LocalGate.start(
                    parts, new LocalGate.Facts(GEOGRAPHY, litellmPort, internalKey, team, audience, token)));
            keep(StateFile.write(parts.folder(), "gate", gate.pid()));
            this.edge = keep(EdgeStandIn.start(
                    application(parts.routes(), audience),
                    team,
                    new EdgeStandIn.Place(parts.port(), gate.base(), EDGE_SILENCE),
                    InstantSource.system()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns at once; {@link #awaitReady} tells whether it came up. When one part fails, the others are stopped. */
    public static Trial start(Parts parts) {
        return new Trial(parts);
    }

    /** Blocks until the whole gateway serves; throws with the reason when one part does not come up. */
    public void awaitReady() {
        gate.awaitReady(GATE_START);
        litellm.awaitReady(LITELLM_START);
    }

    private static LiteLlm litellm(Parts parts, BedrockStandIn bedrock, int port, String internalKey) {
        URI endpoint = URI.create("http://127.0.0.1:" + bedrock.port());
        return LiteLlm.start(
                parts.install().python(),
                parts.folder().resolve("litellm"),
                port,
                LiteLlmConfig.render(parts.catalogue(), GEOGRAPHY, REGION, endpoint),
                internalKey,
                AwsEnvironment.standIn(endpoint));
    }

    private EdgeApplication application(Routes routes, String audience) {
        return new EdgeApplication(
                EdgeRules.of(routes, HOSTNAME, List.of(), false),
                RateLimit.of(CloudflarePlan.FREE, HOSTNAME),
                List.of(token, foreign),
                audience,
                List.of());
    }

    /** The outcomes of all checks, in their order. */
    public List<Check.Outcome> check() {
        // Side by side, since one of them mostly waits; the rest would take a fraction of its time.
        List<CompletableFuture<Check.Outcome>> running = new ArrayList<>();
        for (Check check : Checks.of(this)) {
            running.add(CompletableFuture.supplyAsync(check::run, checkers));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** Ready to paste into clients. */
    public String clientSettings() {
        return ClientSettings.render(edge.port(), token, chatModel(), claudeModel());
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

    LiteLlm litellm() {
        return litellm;
    }

    /** What clients that are not {@link #client} have to show. */
    ServiceToken token() {
        return token;
    }

    Caller client() {
        return new Caller(edge.port(), Optional.of(token));
    }

    Caller stranger() {
        return new Caller(edge.port(), Optional.empty());
    }

    Caller forger() {
        return new Caller(edge.port(), Optional.of(new ServiceToken(token.clientId(), "wrong", true)));
    }

    Caller neighbour() {
        return new Caller(edge.port(), Optional.of(foreign));
    }

    /** Somebody who has got past the edge: the gate has to hold alone. */
    Caller behindTheEdge() {
        return new Caller(gate.port(), Optional.empty());
    }

    int hangUps() {
        return bedrock.hangUps();
    }

    /** What came through to Bedrock: see {@link BedrockStandIn#requests}. */
    List<BedrockRequest> bedrockRequests() {
        return bedrock.requests();
    }

    /** Longer than the edge would wait. */
    Duration silence() {
        return EDGE_SILENCE.plusSeconds(2);
    }

    String chatModel() {
        return first(offered ->
                        offered.model().kind() == Kind.CHAT && !offered.model().can(Capability.COUNT_TOKENS))
                .orElseThrow();
    }

    /** One that Bedrock is asked for in Anthropic's own shape. */
    String claudeModel() {
        return first(offered -> offered.model().can(Capability.COUNT_TOKENS)
                        && offered.model().vendor().equals("anthropic"))
                .orElseThrow();
    }

    Optional<String> embeddingModel() {
        return first(offered -> offered.model().kind() == Kind.EMBEDDING);
    }

    Optional<String> imageModel() {
        return first(offered ->
                offered.model().kind() == Kind.IMAGE && !offered.model().can(Capability.IMAGE_EDITS));
    }

    private Optional<String> first(Predicate<OfferedModel> wanted) {
        return catalogue.offered(GEOGRAPHY).stream()
                .filter(wanted)
                .map(offered -> offered.model().name())
                .findFirst();
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }
}
