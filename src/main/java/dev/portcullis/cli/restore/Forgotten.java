package dev.portcullis.cli.restore;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.portcullis.cli.keys.AdminClient;
import dev.portcullis.cli.terminal.Shown;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gateway's own word on what it has written since a dump, which a restore forgets.
 *
 * @param since the first day of the spend; the ledger keeps days, so the dump's day counts whole
 * @param unlocked keys that were revoked since, and would be valid again
 * @param unknown why the gateway could not be asked; empty when it was
 */
record Forgotten(
        String since,
        long requests,
        BigDecimal cost,
        List<String> made,
        List<String> unlocked,
        Optional<String> unknown) {

    /** Asks the gateway; one that does not answer is no reason to keep a broken ledger. */
    static Forgotten of(Path project, String stack, Instant dump, PrintWriter err) {
        String day = dump.atZone(ZoneOffset.UTC).toLocalDate().toString();
        try (AdminClient gateway = AdminClient.ofStack(project, stack, err)) {
            long requests = 0;
            BigDecimal cost = BigDecimal.ZERO;
            for (JsonObject row : Shown.items(gateway.list("/admin/spend?by=day&since=" + day))) {
                requests += row.get("requests").getAsLong();
                cost = cost.add(new BigDecimal(Shown.text(row, "cost")));
            }
            List<String> made = new ArrayList<>();
            List<String> unlocked = new ArrayList<>();
            for (JsonObject key : Shown.items(gateway.list("/admin/keys"))) {
                boolean isNew = isAfter(key, "createdAt", dump);
                if (isNew) {
                    made.add(Shown.text(key, "name"));
                } else if (isAfter(key, "revokedAt", dump)) {
                    unlocked.add(Shown.text(key, "name"));
                }
            }
            return new Forgotten(day, requests, cost, made, unlocked, Optional.empty());
        } catch (RuntimeException e) {
            return unknown(
                    day, String.valueOf(e.getMessage()).lines().findFirst().orElse("no answer"));
        }
    }

    static Forgotten unknown(String since, String reason) {
        return new Forgotten(since, 0, BigDecimal.ZERO, List.of(), List.of(), Optional.of(reason));
    }

    private static boolean isAfter(JsonObject key, String name, Instant dump) {
        String at = key.has(name) ? Shown.text(key, name) : "-";
        return !at.equals("-") && Instant.parse(at).isAfter(dump);
    }

    String text() {
        if (unknown.isPresent()) {
            return "  not known, since the gateway could not be asked: " + unknown.get() + "\n";
        }
        String keys = made.isEmpty() ? "none" : String.join(", ", made);
        return "  calls           " + requests + " for $" + cost.toPlainString() + " since " + since
                + " (whole days): budgets count as if they had not been made\n"
                + "  new keys        " + keys + "\n"
                + (unlocked.isEmpty()
                        ? "  revoked keys    none\n"
                        : "  revoked keys    " + String.join(", ", unlocked) + ": VALID AGAIN until you revoke them\n");
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("since", since);
        if (unknown.isPresent()) {
            json.add("requests", JsonNull.INSTANCE);
            json.addProperty("unknown", unknown.get());
            return json;
        }
        json.addProperty("requests", requests);
        json.addProperty("cost", cost.toPlainString());
        json.add("newKeys", array(made));
        json.add("revokedKeys", array(unlocked));
        return json;
    }

    private static JsonArray array(List<String> words) {
        JsonArray array = new JsonArray();
        words.forEach(array::add);
        return array;
    }
}
