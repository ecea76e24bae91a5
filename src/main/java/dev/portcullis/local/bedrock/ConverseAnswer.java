package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A reply in the words of Converse and, event by event, of ConverseStream. */
final class ConverseAnswer {
    /** A constant instead of a measurement, so that answers stay the same. */
    private static final int LATENCY_MS = 1;

    private final Reply reply;
    private final Optional<JsonNode> trace;

    /** @param trace the guardrail's, where the call asks for it */
    ConverseAnswer(Reply reply, Optional<JsonNode> trace) {
        this.reply = reply;
        this.trace = trace;
    }

    JsonNode whole() {
        ArrayNode content = Json.array();
        reply.thought()
                .ifPresent(thought -> content.addObject()
                        .putObject("reasoningContent")
                        .putObject("reasoningText")
                        .put("text", thought)
                        .put("signature", Reply.SIGNATURE));
        content.addObject().put("text", reply.text());
        reply.toolCall()
                .ifPresent(call -> content.addObject()
                        .putObject("toolUse")
                        .put("toolUseId", toolUseId())
                        .put("name", call.name())
                        .set("input", call.arrived()));
        ObjectNode answer = Json.object();
        answer.putObject("output").putObject("message").put("role", "assistant").set("content", content);
        answer.put("stopReason", reply.stop().converseWord());
        answer.set("usage", usage());
        answer.putObject("metrics").put("latencyMs", LATENCY_MS);
        trace.ifPresent(found -> answer.set("trace", found));
        return answer;
    }

    /** A text block has no start event here: Bedrock sends one for tool calls only. */
    List<byte[]> frames() {
        List<byte[]> frames = new ArrayList<>();
        frames.add(Frame.event("messageStart", Json.object().put("role", "assistant")));
        reply.thought().ifPresent(thought -> thoughtFrames(thought, frames));
        int text = reply.thought().isPresent() ? 1 : 0;
        for (int word = 0; word < reply.words().size(); word++) {
            ObjectNode delta = block(text);
            delta.putObject("delta").put("text", reply.piece(word));
            frames.add(Frame.event("contentBlockDelta", delta));
        }
        frames.add(Frame.event("contentBlockStop", block(text)));
        reply.toolCall().ifPresent(call -> toolFrames(call, text + 1, frames));
        frames.add(Frame.event(
                "messageStop", Json.object().put("stopReason", reply.stop().converseWord())));
        ObjectNode metadata = Json.object();
        metadata.set("usage", usage());
        metadata.putObject("metrics").put("latencyMs", LATENCY_MS);
        trace.ifPresent(found -> metadata.set("trace", found));
        frames.add(Frame.event("metadata", metadata));
        return frames;
    }

    private static void thoughtFrames(String thought, List<byte[]> frames) {
        ObjectNode delta = block(0);
        delta.putObject("delta").putObject("reasoningContent").put("text", thought);
        frames.add(Frame.event("contentBlockDelta", delta));
        ObjectNode signed = block(0);
        signed.putObject("delta").putObject("reasoningContent").put("signature", Reply.SIGNATURE);
        frames.add(Frame.event("contentBlockDelta", signed));
        frames.add(Frame.event("contentBlockStop", block(0)));
    }

    private void toolFrames(Reply.ToolCall call, int at, List<byte[]> frames) {
        ObjectNode start = block(at);
        start.putObject("start")
                .putObject("toolUse")
                .put("toolUseId", toolUseId())
                .put("name", call.name());
        frames.add(Frame.event("contentBlockStart", start));
        ObjectNode delta = block(at);
        delta.putObject("delta").putObject("toolUse").put("input", call.arguments());
        frames.add(Frame.event("contentBlockDelta", delta));
        frames.add(Frame.event("contentBlockStop", block(at)));
    }

    private static ObjectNode block(int index) {
        return Json.object().put("contentBlockIndex", index);
    }

    private String toolUseId() {
        return "tooluse_standin_" + reply.id();
    }

    private ObjectNode usage() {
        BilledUsage usage = reply.usage();
        ObjectNode node = Json.object()
                .put("inputTokens", usage.input())
                .put("outputTokens", usage.output())
                .put("totalTokens", usage.total())
                .put("cacheReadInputTokens", usage.cacheRead())
                .put("cacheWriteInputTokens", usage.cacheWrite());
        ArrayNode details = Json.array();
        addDetail(details, CacheTtl.ONE_HOUR, usage.cacheWrite1h());
        addDetail(details, CacheTtl.FIVE_MINUTES, usage.cacheWrite5m());
        if (!details.isEmpty()) {
            node.set("cacheDetails", details);
        }
        return node;
    }

    private static void addDetail(ArrayNode details, CacheTtl ttl, int tokens) {
        if (tokens > 0) {
            details.addObject().put("ttl", ttl.word()).put("inputTokens", tokens);
        }
    }
}
