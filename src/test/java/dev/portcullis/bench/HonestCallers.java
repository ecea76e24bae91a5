package dev.portcullis.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Callers who ask at an even pace and mean it, every other one for a stream; timed from when each was due. */
final class HonestCallers {
    private static final int PER_SECOND = 4;
    private static final int DIGITS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Target target;
    private final Histogram times = new Histogram(DIGITS);
    private final Map<String, Integer> outcomes = new TreeMap<>();

    HonestCallers(Target target) {
        this.target = target;
    }

    /** Returns when the last is answered. */
    void ask(Duration time) throws InterruptedException {
        long count = PER_SECOND * time.toSeconds();
        long start = System.nanoTime();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long due = start + i * 1_000_000_000L / PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            all.add(one(i % 2 == 0, due));
        }
        all.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Void> one(boolean stream, long due) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + target.port() + "/v1/chat/completions"))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Target.chat("How much is left", stream)));
        target.headers().forEach(request::header);
        return client.sendAsync(request.build(), BodyHandlers.ofString()).handle((answer, failure) -> {
            boolean whole = failure == null
                    && answer.statusCode() == 200
                    && (!stream || answer.body().contains("data: [DONE]"));
            note(whole ? "answered" : failure == null ? "status " + answer.statusCode() : "failed", due);
            return null;
        });
    }

    private synchronized void note(String outcome, long due) {
        outcomes.merge(outcome, 1, Integer::sum);
        times.recordValue(System.nanoTime() - due);
    }

    synchronized boolean allAnswered() {
        return outcomes.keySet().equals(Set.of("answered"));
    }

    synchronized String outcomes() {
        return outcomes.toString();
    }

    synchronized double milliseconds(double percentile) {
        return times.getValueAtPercentile(percentile) / 1e6;
    }
}
