package dev.portcullis.cli.local;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.CheckReport;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.local.boot.guest.Look;
import dev.portcullis.local.boot.report.BootReport;
import picocli.CommandLine.Help.Ansi;

/** The report of a boot test, for people and for machines. */
final class BootReportText {
    private static final int KIB = 1024;

    private BootReportText() {}

    static String table(BootReport report, Ansi ansi) {
        Table steps = new Table("seconds", "step");
        report.steps().forEach(step -> steps.row("%7.1f".formatted(step.took().toMillis() / 1000.0), step.name()));
        Table units = new Table("unit", "user", "MiB", "exposure", "capabilities");
        for (Look.Unit unit : report.look().units()) {
            units.row(
                    unit.name(),
                    unit.user(),
                    Long.toString(unit.kilobytes() / KIB),
                    Double.toString(unit.exposure()),
                    unit.capabilities());
        }
        Table sockets = new Table("listens", "program");
        report.look().sockets().forEach(socket -> sockets.row(socket.address(), socket.by()));
        BootReport.Facts facts = report.facts();
        String booted = "Bundle %.1f MB, user data %d bytes, load at power-on %.1f\n"
                .formatted(facts.bundleBytes() / 1e6, facts.userDataBytes(), facts.load());
        return booted
                + "Stand-ins: AWS (moto), Amazon Bedrock, Cloudflare's edge, cloudflared unless one was named\n\n"
                + steps.render() + "\n" + units.render() + "\n" + sockets.render() + "\n"
                + CheckReport.table(report.checks(), ansi);
    }

    static String skipped(String missing) {
        JsonObject all = new JsonObject();
        all.addProperty("skipped", missing);
        return new GsonBuilder().disableHtmlEscaping().create().toJson(all);
    }

    static String json(BootReport report) {
        JsonObject all = new JsonObject();
        JsonArray steps = new JsonArray();
        for (BootReport.Step step : report.steps()) {
            JsonObject item = new JsonObject();
            item.addProperty("step", step.name());
            item.addProperty("milliseconds", step.took().toMillis());
            steps.add(item);
        }
        JsonArray units = new JsonArray();
        for (Look.Unit unit : report.look().units()) {
            JsonObject item = new JsonObject();
            item.addProperty("unit", unit.name());
            item.addProperty("user", unit.user());
            item.addProperty("kilobytes", unit.kilobytes());
            item.addProperty("exposure", unit.exposure());
            item.addProperty("capabilities", unit.capabilities());
            item.addProperty("noNewPrivileges", unit.noNewPrivileges());
            units.add(item);
        }
        JsonArray sockets = new JsonArray();
        report.look().sockets().forEach(socket -> sockets.add(socket.address() + " " + socket.by()));
        all.addProperty("bundleBytes", report.facts().bundleBytes());
        all.addProperty("userDataBytes", report.facts().userDataBytes());
        all.addProperty("load", report.facts().load());
        all.add("steps", steps);
        all.add("units", units);
        all.add("sockets", sockets);
        all.add("checks", CheckReport.array(report.checks()));
        return Shown.json(all) + "\n";
    }
}
