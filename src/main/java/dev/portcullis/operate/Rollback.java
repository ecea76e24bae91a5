package dev.portcullis.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to roll back the last deployment. Only a bundle can be rolled back at once: the host still has the one before
 * unpacked, and each version can read a ledger that the next one migrated. Any other change is a deployment of its own.
 */
public sealed interface Rollback {

    /** Restore {@code desired}. */
    record Bundle(String from, String to) implements Rollback {}

    /** Leave it to a person: {@code reasons} names each difference beside the bundle, or says that there is none. */
    record ByHand(List<String> reasons) implements Rollback {}

    /**
     * Decides.
     *
     * @param before {@code desired} as it was, JSON
     * @param after {@code desired} as it is
     * @param others the deployment's other changes, in words; empty when there are none or when they are not known
     */
    static Rollback of(String before, String after, List<String> others) {
        JsonNode old = parse(before);
        JsonNode fresh = parse(after);
        if (old.equals(fresh)) {
            return new ByHand(List.of("the desired state has not changed"));
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
            // Reported below.
        }
        throw new BadInput(List.of(Problem.plain(
                "desired",
                "it is not a desired-state document with the hash of a bundle",
                "Run 'pulumi up', which writes it")));
    }
}
