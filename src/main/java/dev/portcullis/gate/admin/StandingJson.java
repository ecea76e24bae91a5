package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.ledger.money.KeyStanding;
import java.util.List;

/** The rest of a key's budgets and limits as JSON: money as decimal text of dollars, times in UTC. */
public final class StandingJson {
    private StandingJson() {}

    /**
     * The caller's own view ({@code GET /v1/key}): all that it may know of its key, in UTF-8.
     *
     * @param usualOutput tokens of an answer whose caller names no bound
     */
    public static byte[] bytes(KeyStanding standing, long usualOutput) {
        ObjectNode json = AdminAnswer.object()
                .put("name", standing.key().terms().name())
                .put("client", standing.key().terms().client().value());
        KeyJson.terms(json, standing.key().terms());
        json.put("defaultMaxTokens", standing.key().terms().defaultMaxTokens().orElse(usualOutput));
        json.put("expiresAt", KeyJson.text(standing.key().terms().expiresAt()));
        json.setAll(left(standing));
        return AdminAnswer.bytes(json);
    }

    /** Budgets and limits alone. */
    static ObjectNode left(KeyStanding standing) {
        ObjectNode json = AdminAnswer.object();
        json.set("budgets", budgets(standing.budgets()));
        ObjectNode limits = json.putObject("limits");
        for (KeyStanding.Limit limit : standing.limits()) {
            limits.putObject(KeyJson.word(limit.kind()))
                    .put("most", limit.most())
                    .put("used", limit.used())
                    .put("left", limit.left())
                    .put("resets", KeyJson.text(limit.resets()));
        }
        return json;
    }

    static ObjectNode budgets(List<KeyStanding.Budget> budgets) {
        ObjectNode json = AdminAnswer.object();
        for (KeyStanding.Budget budget : budgets) {
            json.putObject(budget.period().word())
                    .put("amount", budget.amount().decimal())
                    .put("settled", budget.settled().decimal())
                    .put("reserved", budget.reserved().decimal())
                    .put("left", budget.left().decimal())
                    .put("resets", KeyJson.text(budget.resets()));
        }
        return json;
    }
}
