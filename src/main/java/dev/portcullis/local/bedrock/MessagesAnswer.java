package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** A reply in the words of Anthropic's Messages API, whole or as the events that Bedrock wraps in {@code chunk}s. */
final class MessagesAnswer {
    private final Reply reply;
    private final Consumer<ObjectNode> guardrail;
    private final List<byte[]> frames = new ArrayList<>();

    /** @param guardrail adds what a guardrail says to the answer, or to the last event of a stream */
    MessagesAnswer(Reply reply, Consumer<ObjectNode> guardrail) {
        this.reply = reply;
        this.guardrail = guardrail;
    }

    JsonNode whole() {
        ArrayNode content = Json.array();
        reply.thought().ifPresent(thought -> content.add(thought(thought, Reply.SIGNATURE)));
        content.addObject().put("type", "text").put("text", reply.text());
        reply.toolCall().ifPresent(call -> content.add(toolUse(call.name()).set("input", call.arrived())));
        ObjectNode message = message(content);
        message.put("stop_reason", reply.stop().word());
        message.set("usage", inputUsage().put("output_tokens", reply.usage().output()));
        guardrail.accept(message);
        return message;
    }

    List<byte[]> frames() {
        frames.clear();
        ObjectNode message = message(Json.array());
        message.set(
                "usage",
                inputUsage().put("output_tokens", Math.min(1, reply.usage().output())));
        add(event("message_start").set("message", message));
        reply.thought().ifPresent(this::thoughtBlock);
        int text = reply.thought().isPresent() ? 1 : 0;
        textBlock(text);
        reply.toolCall().ifPresent(call -> toolBlock(call, text + 1));
        ObjectNode end = event("message_delta");
        end.putObject("delta").put("stop_reason", reply.stop().word()).putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", reply.usage().output());
        add(end);
        ObjectNode stop = event("message_stop");
        stop.putObject("amazon-bedrock-invocationMetrics")
                .put("inputTokenCount", reply.usage().input())
                .put("outputTokenCount", reply.usage().output())
                .put("invocationLatency", 1)
                .put("firstByteLatency", 1)
                .put("cacheReadInputTokenCount", reply.usage().cacheRead())
                .put("cacheWriteInputTokenCount", reply.usage().cacheWrite());
        guardrail.accept(stop);
        add(stop);
        return List.copyOf(frames);
    }

    private void thoughtBlock(String thought) {
        add(block("content_block_start", 0).set("content_block", thought("", "")));
        ObjectNode delta = block("content_block_delta", 0);
        delta.putObject("delta").put("type", "thinking_delta").put("thinking", thought);
        add(delta);
        ObjectNode signed = block("content_block_delta", 0);
        signed.putObject("delta").put("type", "signature_delta").put("signature", Reply.SIGNATURE);
        add(signed);
        add(block("content_block_stop", 0));
    }

    private static ObjectNode thought(String thought, String signature) {
        return event("thinking").put("thinking", thought).put("signature", signature);
    }

    private void textBlock(int at) {
        ObjectNode start = block("content_block_start", at);
        start.putObject("content_block").put("type", "text").put("text", "");
        add(start);
        for (int word = 0; word < reply.words().size(); word++) {
            ObjectNode delta = block("content_block_delta", at);
            delta.putObject("delta").put("type", "text_delta").put("text", reply.piece(word));
            add(delta);
        }
        add(block("content_block_stop", at));
    }

    private void toolBlock(Reply.ToolCall call, int at) {
        add(block("content_block_start", at)
                .set("content_block", toolUse(call.name()).set("input", Json.object())));
        ObjectNode delta = block("content_block_delta", at);
        delta.putObject("delta").put("type", "input_json_delta").put("partial_json", call.arguments());
        add(delta);
        add(block("content_block_stop", at));
    }

    private void add(JsonNode event) {
        String base64 = Base64.getEncoder().encodeToString(Json.bytes(event));
        frames.add(Frame.event("chunk", Json.object().put("bytes", base64)));
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    private static ObjectNode block(String type, int index) {
        return event(type).put("index", index);
    }

    private ObjectNode toolUse(String name) {
        return event("tool_use").put("id", "toolu_bdrk_standin_" + reply.id()).put("name", name);
    }

    private ObjectNode message(ArrayNode content) {
        ObjectNode message = Json.object()
                .put("id", "msg_bdrk_standin_" + reply.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", reply.modelId());
        message.set("content", content);
        return message.putNull("stop_reason").putNull("stop_sequence");
    }

    private ObjectNode inputUsage() {
        BilledUsage usage = reply.usage();
        ObjectNode node = Json.object()
                .put("input_tokens", usage.input())
                .put("cache_creation_input_tokens", usage.cacheWrite())
                .put("cache_read_input_tokens", usage.cacheRead());
        node.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", usage.cacheWrite5m())
                .put("ephemeral_1h_input_tokens", usage.cacheWrite1h());
        return node;
    }
}
