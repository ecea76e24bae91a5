package dev.portcullis.cli.connect;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.clients.Tool;
import dev.portcullis.connect.Reached;
import dev.portcullis.connect.SettingsFile;
import java.io.PrintWriter;
import java.util.List;

/** The report of {@code connect}: the files and the answer, for people and for machines; holds no secret. */
record ConnectReport(
        Tool tool, String gateway, String origin, List<SettingsFile.Written> files, Reached.FirstCall call) {

    static void files(List<SettingsFile.Written> files, PrintWriter out) {
        for (SettingsFile.Written file : files) {
            out.println((file.changed() ? "Wrote " : "Already set: ") + file.path());
            file.backup().ifPresent(backup -> out.println("  before: " + backup));
            if (!file.replaced().isEmpty()) {
                out.println("  replaced: " + String.join(", ", file.replaced()));
            }
        }
        out.flush();
    }

    String end() {
        if (!call.answered()) {
            return call.model() + " gave no answer: " + call.said();
        }
        return call.model() + " answered in " + call.took().toMillis() + " ms: " + call.said() + "\n" + tool.title()
                + " is set up for " + gateway + ". Start it: "
                + tool.start(origin, files.get(0).path().toString());
    }

    JsonObject json() {
        JsonObject report = new JsonObject();
        report.addProperty("tool", tool.word());
        report.addProperty("gateway", gateway);
        JsonArray written = new JsonArray();
        for (SettingsFile.Written file : files) {
            JsonObject item = new JsonObject();
            item.addProperty("path", file.path().toString());
            item.addProperty("changed", file.changed());
            item.addProperty("backup", file.backup().map(Object::toString).orElse(null));
            JsonArray replaced = new JsonArray();
            file.replaced().forEach(replaced::add);
            item.add("replaced", replaced);
            written.add(item);
        }
        report.add("files", written);
        JsonObject answer = new JsonObject();
        answer.addProperty("model", call.model());
        answer.addProperty("answered", call.answered());
        answer.addProperty("status", call.status());
        answer.addProperty("milliseconds", call.took().toMillis());
        answer.addProperty("said", call.said());
        report.add("call", answer);
        return report;
    }
}
