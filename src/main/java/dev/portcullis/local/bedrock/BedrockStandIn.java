package dev.portcullis.local.bedrock;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.local.loopback.Loopback;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Serves the Bedrock Runtime API for the catalogue's models on a port of this machine, without any model. */
public final class BedrockStandIn implements AutoCloseable {
    private final Loopback loopback = new Loopback();
    private final Journal journal = new Journal();
    private final AtomicInteger hangUps = new AtomicInteger();
    private final RuntimeApi api;
    private final Delays delays;
    private final int port;

    private BedrockStandIn(RuntimeApi api, Function<Loopback, Delays> delays) {
        this.api = api;
        this.delays = delays.apply(loopback);
        this.port = loopback.listen(0, this::receive);
    }

    /**
     * An account that has what the catalogue offers in one geography.
     *
     * @param region the stack's own; a model that is not served there expects its calls in its own first region
     */
    public static BedrockStandIn start(Catalogue catalogue, String geography, String region) {
        return new BedrockStandIn(
                new RuntimeApi(new KnownModels(catalogue, geography, region)),
                loopback -> (time, then) -> loopback.vertx().setTimer(Math.max(1, time.toMillis()), id -> then.run()));
    }

    /** The same with pauses of another kind. */
    public static BedrockStandIn start(Catalogue catalogue, String geography, String region, Delays delays) {
        return new BedrockStandIn(new RuntimeApi(new KnownModels(catalogue, geography, region)), loopback -> delays);
    }

    public int port() {
        return port;
    }

    /** The latest 200, the oldest first, with those that were refused. */
    public List<BedrockRequest> requests() {
        return journal.all();
    }

    /** The number of callers that have left before their answer was complete. */
    public int hangUps() {
        return hangUps.get();
    }

    @Override
    public void close() {
        loopback.close();
    }

    private void receive(HttpServerRequest incoming) {
        incoming.body().onSuccess(body -> {
            BedrockRequest request = new BedrockRequest(
                    incoming.method().name(), path(incoming.uri()), headers(incoming), body.toString());
            journal.add(request);
            ServiceAnswer answer = api.answer(request);
            incoming.response().setStatusCode(answer.status()).setChunked(answer.streamed());
            answer.headers().forEach(incoming.response()::putHeader);
            incoming.response().closeHandler(closed -> {
                if (!incoming.response().ended()) {
                    hangUps.incrementAndGet();
                }
            });
            new Playback(incoming.response(), delays, answer.steps()).resume();
        });
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static Map<String, List<String>> headers(HttpServerRequest incoming) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : incoming.headers().names()) {
            headers.put(
                    name.toLowerCase(Locale.ROOT),
                    List.copyOf(incoming.headers().getAll(name)));
        }
        return headers;
    }
}
