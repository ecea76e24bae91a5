package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.TerminalCheck;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a gateway does just now. */
@Command(
        name = "monitor",
        description = {
            "Shows calls in flight, the spend, and what was refused.",
            "",
            "With --live it refreshes every two seconds until Ctrl-C: in place on a terminal, else one view after the other."
        },
        footer = {"  ./portcullis monitor", "  ./portcullis monitor --live --stack prod"})
public final class MonitorCommand extends AdminCommand {
    private static final long EVERY_SECONDS = 2;
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Option(names = "--live", description = "Refresh every two seconds until Ctrl-C.")
    private boolean live;

    @Override
    protected int ask(AdminClient gateway) {
        boolean inPlace = live && !json() && TerminalCheck.attached();
        for (; ; ) {
            JsonObject view = view(gateway);
            show(
                    view,
                    (inPlace ? CLEAR : "")
                            + new MonitorText(spec().usageMessage().width()).of(view));
            if (!live) {
                return 0;
            }
            try {
                TimeUnit.SECONDS.sleep(EVERY_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }
    }

    private static JsonObject view(AdminClient gateway) {
        JsonObject view = new JsonObject();
        view.add("inFlight", gateway.list("/admin/reservations").get("items"));
        JsonObject month = gateway.list("/admin/spend?by=key");
        JsonObject today = gateway.list("/admin/spend?by=key&since=" + Shown.text(month, "until"));
        view.add("today", today.get("until"));
        view.add("spentToday", today.get("items"));
        view.add("caps", today.get("caps"));
        JsonObject refused = gateway.get("/admin/refusals");
        view.add("refusedSince", refused.get("since"));
        view.add("refused", refused.get("items"));
        return view;
    }
}
