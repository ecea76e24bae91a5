package dev.portcullis.cli.restore;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.operate.restore.LedgerDump;
import dev.portcullis.operate.restore.RestoreOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows dumps, what a restore forgets and how it ended, to people and to programs. */
final class RestoreReport {
    private static final long KIB = 1024;

    private final String stack;
    private final Instant now;

    RestoreReport(String stack, Instant now) {
        this.stack = stack;
        this.now = now;
    }

    String list(List<LedgerDump> dumps) {
        if (dumps.isEmpty()) {
            return "No dump is in the bucket: a host that runs makes one each night\n";
        }
        Table table = new Table("TAKEN", "AGE", "SIZE", "");
        dumps.forEach(dump -> table.row(
                name(dump.key()), age(dump.at()), size(dump.bytes()), dump.sealed() ? "" : "no seal: not restored"));
        return table.render();
    }

    String listJson(List<LedgerDump> dumps) {
        JsonArray items = new JsonArray();
        dumps.forEach(dump -> {
            JsonObject item = new JsonObject();
            item.addProperty("name", name(dump.key()));
            item.addProperty("takenAt", dump.at().toString());
            item.addProperty("bytes", dump.bytes());
            item.addProperty("sealed", dump.sealed());
            items.add(item);
        });
        JsonObject json = new JsonObject();
        json.addProperty("stack", stack);
        json.add("items", items);
        return Shown.json(json) + "\n";
    }

    String loss(RestoreSource source, Forgotten forgotten, boolean dumpFirst) {
        return "stack " + stack + ": the ledger becomes that of " + source.name() + " (" + size(source.bytes())
                + source.at().map(at -> ", " + age(at) + " old").orElse("") + ")\n"
                + "The gateway forgets what it wrote since then:\n" + forgotten.text()
                + (dumpFirst
                        ? "A dump of the present ledger is taken first, and the ledger stays on the host under another name\n"
                        : "No dump of the present ledger is taken; it stays on the host under another name\n");
    }

    static String end(RestoreOutcome outcome, Duration whole) {
        return outcome.isRestored()
                ? "Restored. The gate served again after " + outcome.seconds() + " s on the host, " + whole.toSeconds()
                        + " s with the way there\n"
                        + (outcome.kept().isEmpty()
                                ? ""
                                : "  the ledger before it: --from " + name(outcome.kept()) + "\n")
                        + "  and on the host: the database " + outcome.aside() + "\n"
                : "Not restored: " + outcome.message() + "\n"
                        + (outcome.kept().isEmpty()
                                ? ""
                                : "  a dump of the present ledger was taken all the same: " + name(outcome.kept())
                                        + "\n");
    }

    String json(String source, Optional<Forgotten> forgotten, Optional<RestoreOutcome> outcome, Duration whole) {
        JsonObject json = new JsonObject();
        json.addProperty("stack", stack);
        json.addProperty("outcome", outcome.map(RestoreOutcome::state).orElse("shown"));
        json.addProperty("from", source);
        forgotten.ifPresentOrElse(
                known -> json.add("forgets", known.json()), () -> json.add("forgets", JsonNull.INSTANCE));
        outcome.ifPresent(end -> {
            json.addProperty("kept", end.kept());
            json.addProperty("database", end.aside());
            json.addProperty("message", end.message());
            json.addProperty("recoverySeconds", end.seconds());
            json.addProperty("wholeSeconds", whole.toSeconds());
        });
        return Shown.json(json) + "\n";
    }

    private static String name(String key) {
        return key.replaceFirst("^dumps/", "").replaceFirst("\\.dump$", "");
    }

    private String age(Instant at) {
        Duration age = Duration.between(at, now);
        if (age.toMinutes() < 120) {
            return Math.max(0, age.toMinutes()) + " min";
        }
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " d";
    }

    private static String size(long bytes) {
        return bytes < KIB * KIB
                ? (bytes + KIB - 1) / KIB + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (KIB * KIB));
    }
}
