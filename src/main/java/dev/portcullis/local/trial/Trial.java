package dev.portcullis.local.trial;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.clients.ClientSettings;
import dev.portcullis.clients.ClientTarget;
import dev.portcullis.local.bedrock.BedrockRequest;
import dev.portcullis.local.bedrock.BedrockStandIn;
import dev.portcullis.local.litellm.LiteLlm;
import dev.portcullis.local.litellm.LiteLlmInstall;
import dev.portcullis.local.process.StartFailure;
import dev.portcullis.policy.Routes;
import dev.portcullis.probe.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final Duration LITELLM_START = Duration.ofMinutes(2);
    private static final Duration GATE_START = Duration.ofSeconds(30);
    private static final String EVERYDAY =
            "{\"name\":\"everyday\",\"client\":\"" + TrialClients.TRY + "\",\"budgets\":{\"day\":\"10\"}}";

    /** Few, so that a small machine is not what the checks measure; three of them mostly wait. */
    private final ExecutorService checkers = Executors.newFixedThreadPool(6);

    private final Parts parts;
    private final Assembly assembly;
    private @Nullable TrialCallers callers;

    /**
     * The parts of a trial.
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
        this.assembly = new Assembly(parts);
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
            assembly.gate.awaitReady(GATE_START);
            callers = firstKey();
            assembly.backend.litellm().awaitReady(LITELLM_START);
        } catch (StartFailure e) {
            throw kept(parts, e);
        }
    }

    /** The client's key, with a small budget; from then on the commands for administrators find this trial. */
    private TrialCallers firstKey() {
        try {
            String key = assembly.gate.administration().createKey(EVERYDAY);
            assembly.gate
                    .administration()
                    .announce(
                            parts.folder().path(),
                            "http://127.0.0.1:" + port(),
                            "CF_ACCESS_CLIENT_ID=" + assembly.clients.token().clientId() + "\nCF_ACCESS_CLIENT_SECRET="
                                    + assembly.clients.token().clientSecret() + "\nPORTCULLIS_KEY=" + key + "\n");
            return new TrialCallers(
                    assembly.edge.port(),
                    assembly.impatientEdge,
                    assembly.gate.port(),
                    assembly.clients.token(),
                    assembly.foreign,
                    key);
        } catch (IOException e) {
            throw assembly.gate.failure(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the first key was made", e);
        }
    }

    /** The outcomes of all checks, in their order. */
    public List<Check.Outcome> check() {
        // Side by side, since some of them mostly wait; the rest would take a fraction of their time.
        List<CompletableFuture<Check.Outcome>> running = new ArrayList<>();
        Optional<StreamChecks> streams =
                assembly.backend.standIn().map(known -> new StreamChecks(callers(), assembly.models, known));
        MoneyChecks money = new MoneyChecks(callers(), assembly.models, assembly.gate.administration());
        for (Check check : Checks.of(callers(), assembly.models, money, streams)) {
            running.add(CompletableFuture.supplyAsync(check::run, checkers));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** Ready to paste into clients. */
    public String clientSettings() {
        return ClientSettings.render(clientTarget("http://127.0.0.1:" + port()));
    }

    /** The trial's client, which reaches the edge at the origin. */
    ClientTarget clientTarget(String origin) {
        return new ClientTarget(
                origin,
                assembly.clients.token().clientId(),
                assembly.clients.token().clientSecret(),
                callers().key(),
                TrialModels.name(assembly.models.chat()),
                TrialModels.name(assembly.models.claude()));
    }

    public int port() {
        return assembly.edge.port();
    }

    /** Also from a shutdown hook, while the one who started it is still waiting; a second time does nothing. */
    @Override
    public synchronized void close() {
        checkers.shutdownNow();
        assembly.close();
    }

    /** The callers of the trial, once it is ready. */
    public TrialCallers callers() {
        if (callers == null) {
            throw new IllegalStateException("the trial is not ready");
        }
        return callers;
    }

    Administration administration() {
        return assembly.gate.administration();
    }

    LiteLlm litellm() {
        return assembly.backend.litellm();
    }

    /** The key that the gate presents to LiteLLM; nobody else has it. */
    String internalKey() {
        return assembly.internalKey;
    }

    /** The requests that reached Bedrock: see {@link BedrockStandIn#requests}. */
    public List<BedrockRequest> bedrockRequests() {
        return assembly.backend.standIn().orElseThrow().requests();
    }
}
