package dev.portcullis.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.fuzz.SentTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prompts of every kind that is hard to price, and a model service that bills them by a count of its own and keeps the
 * sum: what it wrote before its caller left included, and thoughts that nobody sees.
 */
final class MoneyMix {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PIXELS = 1_000;
    private static final int PIXELS_PER_TOKEN = 750;
    private static final int BYTES_PER_TOKEN = 4;
    private static final int WORDS = 40;
    private static final long WORD_MS = 4;
    /** Thousandths of a token's price, as the tests' catalogue has it: a millionth of a dollar for the prompt, five after. */
    private static final long INPUT = 1_000;

    private static final long OUTPUT = 5_000;
    private static final List<String> SCRIPTS = List.of(
            "\uD83D\uDE80\uD83E\uDDEA\uD83D\uDC69\u200D\uD83D\uDE80",
            "預算在答案之前就被保留下來 한국어 문장 日本語の文 ",
            "for (int i = 0; i < n; i++) { total += price[i] * count[i]; }\\n",
            "The gateway sets aside enough for the longest answer. ",
            "{\\\"a\\\":[1,2.5,null,true]},",
            "\\u0007\u00ff\u0100\\\"\\\\ ");

    private final AtomicLong billed = new AtomicLong();

    /** The bill that Bedrock would send for all calls until now, in millionths of a dollar. */
    long billed() {
        return billed.get() / INPUT;
    }

    /** @param path to send it to, and the body */
    record Prompt(String path, String body) {}

    static Prompt prompt(Random random) {
        int most = 50 + random.nextInt(400);
        boolean stream = random.nextBoolean();
        String text = text(random);
        return switch (random.nextInt(5)) {
            case 0 ->
                messages(
                        most,
                        "{\"type\":\"text\",\"text\":\"" + text + "\",\"cache_control\":{\"type\":\"ephemeral\""
                                + (random.nextBoolean() ? ",\"ttl\":\"1h\"" : "") + "}}");
            case 1 ->
                messages(
                        most,
                        "{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":"
                                + "\"application/pdf\",\"data\":\"" + base64("%PDF-1.7\n" + text)
                                + "\"}},{\"type\":\"text\",\"text\":\"x\"}");
            case 2 ->
                chat(
                        most,
                        stream,
                        "[{\"type\":\"text\",\"text\":\"" + text + "\"},{\"type\":\"image_url\","
                                + "\"image_url\":{\"url\":\"data:image/png;base64," + picture() + "\"}}]",
                        "");
            case 3 -> chat(2_000 + most, stream, "\"" + text + "\"", ",\"reasoning_effort\":\"low\"");
            default -> chat(most, stream, "\"" + text + "\"", "");
        };
    }

    private static Prompt chat(int most, boolean stream, String content, String more) {
        return new Prompt(
                "/v1/chat/completions",
                "{\"model\":\"sage\",\"max_tokens\":" + most + ",\"stream\":" + stream + more
                        + ",\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]}");
    }

    private static Prompt messages(int most, String blocks) {
        return new Prompt(
                "/v1/messages",
                "{\"model\":\"sage\",\"max_tokens\":" + most + ",\"messages\":[{\"role\":\"user\",\"content\":["
                        + blocks + "]}]}");
    }

    private static String text(Random random) {
        int kind = random.nextInt(SCRIPTS.size() + 1);
        if (kind < SCRIPTS.size()) {
            return SCRIPTS.get(kind).repeat(10 + random.nextInt(200));
        }
        byte[] noise = new byte[2_000 + random.nextInt(4_000)];
        random.nextBytes(noise);
        return Base64.getEncoder().encodeToString(noise);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String picture() {
        byte[] head = Arrays.copyOf(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'}, 40);
        head[18] = (byte) (PIXELS >> 8);
        head[19] = (byte) PIXELS;
        head[22] = (byte) (PIXELS >> 8);
        head[23] = (byte) PIXELS;
        return Base64.getEncoder().encodeToString(head);
    }

    /** The script of a stand-in. */
    void answer(StubLiteLlm.Call call, StubLiteLlm stub) {
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(call.body().getBytes());
            boolean thinks = body.has("reasoning_effort") || body.has("thinking");
            long prompt = tokens(body);
            long hidden = thinks ? body.path("max_tokens").asLong() - WORDS : 0;
            long output = Math.min(body.path("max_tokens").asLong(), WORDS + hidden);
            String usage = "\"usage\":{" + usage(call, body, prompt, output) + "}";
            if (body.path("stream").asBoolean()) {
                bill(body, prompt, hidden);
                call.stream();
                word(call, stub, body, 0, usage);
            } else {
                bill(body, prompt, output);
                stub.vertx().setTimer(1 + prompt % 50, passed -> call.json("{\"choices\":[]," + usage + "}"));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One word after the other, as long as anybody listens. */
    private void word(StubLiteLlm.Call call, StubLiteLlm stub, ObjectNode body, int written, String usage) {
        if (call.gone().isDone() || call.response().closed()) {
            return;
        }
        if (written == WORDS) {
            call.response().write("data: {\"choices\":[]," + usage + "}\n\n");
            call.response().end("data: [DONE]\n\n");
            return;
        }
        bill(body, 0, 1);
        call.response().write("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n");
        stub.vertx().setTimer(WORD_MS, passed -> word(call, stub, body, written + 1, usage));
    }

    private void bill(ObjectNode body, long prompt, long output) {
        // A quarter dearer where it is written to a cache for five minutes, twice as dear for an hour.
        long each = isCached(body) ? INPUT * (body.toString().contains("\"1h\"") ? 8 : 5) / 4 : INPUT;
        billed.addAndGet(prompt * each + output * OUTPUT);
    }

    private static boolean isCached(JsonNode body) {
        return body.toString().contains("\"cache_control\"");
    }

    private static long tokens(JsonNode body) {
        String text = body.toString();
        long picture = text.contains("data:image/") ? PIXELS * PIXELS / PIXELS_PER_TOKEN : 0;
        long document = body.findValuesAsText("data").stream()
                .mapToLong(data -> data.length() * 3L / 4 / BYTES_PER_TOKEN)
                .sum();
        return SentTokens.of(body.path("messages"), false) + picture + document;
    }

    private static String usage(StubLiteLlm.Call call, JsonNode body, long prompt, long output) {
        if (!call.line().contains("/v1/messages")) {
            return "\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + output;
        }
        String written = body.toString().contains("\"1h\"") ? "ephemeral_1h_input_tokens" : "ephemeral_5m_input_tokens";
        return isCached(body)
                ? "\"input_tokens\":0,\"cache_creation_input_tokens\":" + prompt + ",\"cache_read_input_tokens\":0,"
                        + "\"cache_creation\":{\"" + written + "\":" + prompt + "},\"output_tokens\":" + output
                : "\"input_tokens\":" + prompt + ",\"output_tokens\":" + output;
    }
}
