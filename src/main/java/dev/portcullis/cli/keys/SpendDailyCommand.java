package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.input.BadInput;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The spend of the last days, one row each. */
@Command(
        name = "daily",
        description = "Shows the cost of the last days, one row for each day with calls.",
        footer = {"  ./portcullis spend daily", "  ./portcullis spend daily 30 --csv > november.csv"})
final class SpendDailyCommand extends SpendView {
    private static final int MOST_DAYS = 400;

    @Parameters(
            paramLabel = "N",
            arity = "0..1",
            defaultValue = "7",
            description = "The number of days, today included (default: 7).")
    private String days = "";

    @Override
    protected int ask(AdminClient gateway) {
        if (!days.matches("[1-9][0-9]{0,2}") || Integer.parseInt(days) > MOST_DAYS) {
            throw new BadInput("N", "a number of days from 1 to " + MOST_DAYS, "'" + days + "'", "Write such as 30");
        }
        JsonObject month = gateway.get("/admin/spend?by=day&limit=1");
        LocalDate today = LocalDate.parse(Shown.text(month, "until"));
        return spend(gateway, "day", "&since=" + today.minusDays(Integer.parseInt(days) - 1L));
    }
}
