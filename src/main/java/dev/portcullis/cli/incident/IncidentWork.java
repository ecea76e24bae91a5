package dev.portcullis.cli.incident;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.cli.keys.AdminClient;
import dev.portcullis.cli.keys.AdminCommand;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.input.WrittenTime;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Revokes keys, and reports what they have done. Run again, it revokes nothing twice and reports the same. */
@Command(
        exitCodeList = {
            "0:all is revoked",
            "1:the gateway is away",
            "2:bad input",
            "3:nothing was changed: --yes is missing, or the stack's settings declare a key"
        })
abstract class IncidentWork extends AdminCommand {
    private static final int BY_HAND = 3;

    @Option(names = "--yes", description = "Revoke; without it the command only shows what it would do.")
    private boolean yes;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "The first day whose spend is shown: 2027-01-01, or 7d for 7 days ago (default: 30d).")
    private @Nullable String since;

    /** Revokes the keys that live and can be revoked, and reports them all. */
    int respond(AdminClient gateway, List<JsonObject> keys, List<String> steps) {
        String day = WrittenTime.dayBack(
                        "--since",
                        since == null ? "30d" : since,
                        Clock.systemUTC().instant())
                .toString();
        List<JsonObject> spent = Shown.items(gateway.list("/admin/spend?by=key&since=" + day));
        List<JsonObject> open = Shown.items(gateway.list("/admin/reservations"));
        JsonArray reports = new JsonArray();
        StringBuilder text = new StringBuilder();
        List<String> left = new ArrayList<>();
        for (JsonObject key : keys) {
            JsonObject report = new JsonObject();
            String id = Shown.text(key, "id");
            report.addProperty("key", id);
            report.addProperty("name", Shown.text(key, "name"));
            report.addProperty("client", Shown.text(key, "client"));
            report.addProperty("outcome", outcome(gateway, key, left));
            List<JsonObject> flying = open.stream()
                    .filter(one -> Shown.text(one, "key").equals(id))
                    .toList();
            report.addProperty("since", day);
            report.addProperty(
                    "spent",
                    sum(spent.stream().filter(one -> Shown.text(one, "group").equals(id)), "cost"));
            report.addProperty("inFlight", flying.size());
            report.addProperty("reserved", sum(flying.stream(), "amount"));
            reports.add(report);
            text.append(line(report));
        }
        left.addAll(steps);
        JsonObject answer = new JsonObject();
        answer.add("keys", reports);
        JsonArray next = new JsonArray();
        left.forEach(next::add);
        answer.add("next", next);
        text.append("\nWhat is left to do:\n");
        for (int i = 0; i < left.size(); i++) {
            text.append("  ").append(i + 1).append(". ").append(left.get(i)).append('\n');
        }
        show(answer, text.toString());
        return isDone(reports) ? 0 : BY_HAND;
    }

    private String outcome(AdminClient gateway, JsonObject key, List<String> left) {
        if (!Shown.text(key, "revokedAt").equals("-")) {
            return "revoked at " + Shown.text(key, "revokedAt") + " already";
        }
        if (key.has("declared") && key.get("declared").getAsBoolean()) {
            String client = Shown.text(key, "client");
            left.add("Raise clients." + client + ".keyVersion in the stack's settings, with emergency: true, and run"
                    + " 'pulumi up': the settings declare the key, so they alone end its secret");
            return "declared in the stack's settings";
        }
        if (!yes) {
            left.add("Run this again with --yes, which revokes '" + Shown.text(key, "name") + "'");
            return "live, and would be revoked";
        }
        JsonObject revoked = gateway.post(AdminClient.keyPath(Shown.text(key, "id")) + "/revoke", new JsonObject());
        return "revoked at " + Shown.text(revoked, "revokedAt");
    }

    private static boolean isDone(JsonArray reports) {
        return reports.asList().stream()
                .allMatch(report ->
                        report.getAsJsonObject().get("outcome").getAsString().startsWith("revoked"));
    }

    private static String line(JsonObject report) {
        return "key '" + Shown.text(report, "name") + "' (" + Shown.text(report, "key") + ") of client "
                + Shown.text(report, "client") + ": " + Shown.text(report, "outcome") + "\n  $"
                + Shown.text(report, "spent") + " spent since " + Shown.text(report, "since") + "; in flight: "
                + Shown.text(report, "inFlight") + " calls, at most $" + Shown.text(report, "reserved") + "\n";
    }

    private static String sum(Stream<JsonObject> rows, String field) {
        return rows.map(row -> new BigDecimal(Shown.text(row, field)))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    /** The steps after a leak that no command of the gateway can take. */
    static List<String> afterwards(String client) {
        return List.of(
                "A call in flight ends by itself and is charged; no further one begins",
                "Renew the client's service token, which lay beside the key: raise clients." + client
                        + ".secretVersion with emergency: true, and run 'pulumi up'",
                "Look through the acts of administrators since then: GET /admin/audit",
                "Give the owner a new key: ./portcullis keys create NAME --client " + client + " --day USD --out FILE");
    }
}
