package dev.portcullis.gate.exchange;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.gate.answer.ServiceRefusal;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.shape.Bodies;
import dev.portcullis.gate.shape.DefaultOutput;
import dev.portcullis.gate.shape.Rebuilt;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.gate.share.BodySpace;
import dev.portcullis.gate.share.FairQueue;
import dev.portcullis.policy.ApiShape;
import dev.portcullis.policy.Route;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;

/**
 * Turns a caller's body into the one that goes on. Short ones at once; longer ones one after the other on a thread of
 * their own, key by key, so that neither the other requests nor the heap feel them.
 */
public final class Rebuilder {
    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final FairQueue turns = new FairQueue();
    private final Catalogue catalogue;
    private final String geography;
    private final long usualOutput;

    public Rebuilder(Vertx vertx, Catalogue catalogue, String geography, long usualOutput) {
        this.vertx = vertx;
        this.worker = vertx.createSharedWorkerExecutor("rebuild", 1);
        this.catalogue = catalogue;
        this.geography = geography;
        this.usualOutput = usualOutput;
    }

    /** Fails with {@link Denied} or a fault. */
    public Future<Ask> rebuild(Exchange exchange, Route route, VirtualKey key, Body body) {
        String contentType = exchange.header("content-type");
        boolean atOnce = body.file().isEmpty() && body.memory().length() <= BodySpace.SHORT;
        Future<Rebuilt> rebuilt =
                atOnce ? atOnce(route, key, body, contentType) : inTurn(exchange, route, key, body, contentType);
        return rebuilt.map(fresh -> ask(exchange, route, body, fresh));
    }

    private Future<Rebuilt> atOnce(Route route, VirtualKey key, Body body, String contentType) {
        try {
            return Future.succeededFuture(replace(route, key, body, contentType));
        } catch (Denied | RuntimeException | Error e) {
            return Future.failedFuture(e);
        }
    }

    private Future<Rebuilt> inTurn(Exchange exchange, Route route, VirtualKey key, Body body, String contentType) {
        Promise<Rebuilt> rebuilt = Promise.promise();
        Context own = vertx.getOrCreateContext();
        turns.take(
                key.id(),
                () -> worker.executeBlocking(
                                () -> {
                                    // The caller is gone, so nobody reads the result.
                                    if (exchange.hungUp()) {
                                        throw new Denied(499, "hung_up", "The caller hung up");
                                    }
                                    return replace(route, key, body, contentType);
                                },
                                false)
                        .onComplete(done -> {
                            try {
                                turns.next();
                            } finally {
                                own.runOnContext(back -> rebuilt.handle(done));
                            }
                        }),
                fault -> own.runOnContext(back -> rebuilt.tryFail(fault)));
        return rebuilt.future();
    }

    private Rebuilt replace(Route route, VirtualKey key, Body body, String contentType) throws Denied {
        try {
            DefaultOutput usual = new DefaultOutput(usualOutput, key.terms().defaultMaxTokens());
            Rebuilt rebuilt = Bodies.rebuild(route.shape(), body.bytes(), contentType, catalogue, geography, usual);
            requireContext(route, rebuilt);
            body.replace(rebuilt.bytes(), rebuilt.nameAt() + name(rebuilt).length());
            return rebuilt;
        } catch (Refused e) {
            throw Denied.of(e);
        }
    }

    /** LiteLLM has one process for everyone, which such a text would keep busy only to be refused by Bedrock. */
    private static void requireContext(Route route, Rebuilt rebuilt) throws Denied {
        long context = rebuilt.model().model().contextTokens();
        boolean counts = route.shape() == ApiShape.ANTHROPIC_COUNT_TOKENS;
        if (!counts
                && rebuilt.model().model().kind() == ModelKind.CHAT
                && rebuilt.size().isFarBeyond(context)) {
            ServiceRefusal refusal =
                    ServiceRefusal.tooLong(route.shape(), rebuilt.size().textTokens(), context);
            throw new Denied(400, refusal.code(), refusal.message());
        }
    }

    private static Ask ask(Exchange exchange, Route route, Body body, Rebuilt rebuilt) {
        exchange.facts().asks(name(rebuilt));
        exchange.facts().drops(rebuilt.dropped());
        boolean usageHidden = route.shape() == ApiShape.OPENAI_CHAT && !rebuilt.usageAsked();
        Buffer opening = Buffer.buffer().appendBytes(rebuilt.bytes(), 0, rebuilt.nameAt());
        return new Ask(
                route,
                rebuilt.model(),
                rebuilt.size(),
                opening,
                body,
                rebuilt.contentType(),
                rebuilt.betas(),
                rebuilt.answer(),
                rebuilt.stream(),
                rebuilt.mayThink(),
                usageHidden);
    }

    private static String name(Rebuilt rebuilt) {
        return rebuilt.model().model().name();
    }
}
