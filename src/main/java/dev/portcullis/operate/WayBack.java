package dev.portcullis.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.input.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to go back behind a deployment. Only a bundle goes back by itself: the host has the one before still unpacked,
 * and each migration of the ledger can be read by the release before it. Everything else is a deployment of its own.
 */
public sealed interface WayBack {

    /** Make {@code desired} again what it was. */
    record Bundle(String from, String to) implements WayBack {}

    /** Leave it to a person: {@code reasons} are what differs beside the bundle, or that nothing does. */
    record ByHand(List<String> reasons) implements WayBack {}

    /**
     * Decides.
     *
     * @param before {@code desired} as it was, JSON
     * @param after {@code desired} as it is
     * @param others what the deployment changed beside the bundle, in words; empty when nothing or when not known
     */
    static WayBack of(String before, String after, List<String> others) {
        JsonNode old = parse(before);
        JsonNode fresh = parse(after);
        if (old.equals(fresh)) {
            return new ByHand(List.of("what the host should be has not changed"));
        }
        List<String> reasons = new ArrayList<>();
        Set<String> keys = new TreeSet<>();
        old.fieldNames().forEachRemaining(keys::add);
        fresh.fieldNames().forEachRemaining(keys::add);
        keys.stream()
                .filter(key -> !key.equals("bundle") && !old.path(key).equals(fresh.path(key)))
                .forEach(key -> reasons.add("desired: " + key));
        reasons.addAll(others);
        return reasons.isEmpty() ? new Bundle(hash(fresh), hash(old)) : new ByHand(List.copyOf(reasons));
    }

    private static String hash(JsonNode desired) {
        return desired.path("bundle").path("sha256").asText();
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode json = JsonMapper.builder().build().readTree(text);
            if (json instanceof ObjectNode && hash(json).matches("[0-9a-f]{64}")) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // Told below.
        }
        throw new BadInput(
                "desired",
                "the wish of a stack, with the hash of a bundle",
                "something else",
                "Run 'pulumi up', which writes it");
    }
}
