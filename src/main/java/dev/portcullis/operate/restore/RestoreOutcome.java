package dev.portcullis.operate.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.input.BadInput;

/**
 * The host's report on an order; all of it is empty before the first.
 *
 * @param state {@code running}, {@code restored} or {@code failed}
 * @param kept the key of the dump of the ledger before the restore; empty when none was taken
 * @param aside the database on the host that was the ledger before
 * @param seconds from the host's first look at the order to a gate that serves
 */
public record RestoreOutcome(
        String id, String state, String step, String message, String kept, String aside, long seconds) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static RestoreOutcome parse(String name, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new RestoreOutcome(
                    word(json, "id"),
                    word(json, "state"),
                    word(json, "step"),
                    word(json, "message"),
                    word(json, "kept"),
                    word(json, "aside"),
                    json.path("seconds").asLong());
        } catch (JsonProcessingException e) {
            throw new BadInput(name, "a host's report", "something else", "Only the host may write this parameter");
        }
    }

    private static String word(JsonNode json, String name) {
        return RestoreOrder.plain(json.path(name).asText());
    }

    public boolean isRestored() {
        return state.equals("restored");
    }

    boolean isRunning() {
        return state.equals("running");
    }
}
