package dev.portcullis.local.litellm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes down what LiteLLM sends to Bedrock, and answers each kind of call with the least that LiteLLM accepts. */
public final class RecordingBedrock implements AutoCloseable {
    private static final String CONVERSE = """
            {"output": {"message": {"role": "assistant", "content": [{"text": "hello"}]}}, "stopReason": "end_turn",
             "usage": {"inputTokens": 11, "outputTokens": 7, "totalTokens": 18}, "metrics": {"latencyMs": 5}}""";
    private static final String MESSAGE = """
            {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn",
             "content": [{"type": "text", "text": "hello"}], "usage": {"input_tokens": 11, "output_tokens": 7}}""";
    private static final String TITAN = """
            {"embedding": [0.1, 0.2], "inputTextTokenCount": 3}""";
    private static final String COHERE = """
            {"embeddings": {"float": [[0.1, 0.2]]}, "id": "e", "response_type": "embeddings_by_type", "texts": ["x"]}""";
    private static final String IMAGE = """
            {"images": ["aW1hZ2U="], "seeds": [1], "finish_reasons": [null]}""";

    /** {@code path} is as it arrived, still encoded. */
    public record Call(String path, String authorization, String body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public RecordingBedrock() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The calls since the last time. */
    public List<Call> take() {
        List<Call> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(path, authorization, body));
        byte[] answer = answerTo(path).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String answerTo(String path) {
        if (path.endsWith("/converse")) {
            return CONVERSE;
        }
        if (path.endsWith("/count-tokens")) {
            return "{\"inputTokens\": 42}";
        }
        if (path.contains("claude")) {
            return MESSAGE;
        }
        if (path.contains("titan-embed")) {
            return TITAN;
        }
        return path.contains("cohere") ? COHERE : IMAGE;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
