package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import picocli.CommandLine.Command;

/** Today's spend by key. */
@Command(
        name = "today",
        description = "Shows the cost of today's calls by key, the highest first.",
        footer = {"  ./portcullis spend today", "  ./portcullis spend today --stack prod --json"})
final class SpendTodayCommand extends SpendView {
    @Override
    protected int ask(AdminClient gateway) {
        // The gateway's caps have a time zone, so the gateway says which day it is.
        JsonObject month = gateway.get("/admin/spend?by=day&limit=1");
        return spend(gateway, "key", "&since=" + Shown.text(month, "until"));
    }
}
