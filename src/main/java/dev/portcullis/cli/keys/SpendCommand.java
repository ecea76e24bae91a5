package dev.portcullis.cli.keys;

import dev.portcullis.cli.host.SpendInfraCommand;
import dev.portcullis.input.WrittenTime;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what calls have cost, the dearest first. */
@Command(
        name = "spend",
        description = "Shows the cost of calls, the highest first; days in their order.",
        subcommands = {
            SpendTodayCommand.class,
            SpendDailyCommand.class,
            SpendModelsCommand.class,
            SpendClientsCommand.class,
            SpendInfraCommand.class
        },
        footer = {
            "  ./portcullis spend today --stack prod",
            "  ./portcullis spend daily 30 --csv > days.csv",
            "  ./portcullis spend                                  by key, this month",
            "  ./portcullis spend --by model --since 30d",
            "  ./portcullis spend --by day --json | jq '.items[] | [.name, .cost]'"
        })
public final class SpendCommand extends SpendView {
    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "key",
            description = "key, client, model or day (default: key).")
    private String by = "";

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "The first day: 2027-01-01, or 30d for 30 days ago (default: the first of this month).")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "DATE", description = "The last day, in the same form (default: today).")
    private @Nullable String until;

    @Override
    protected int ask(AdminClient gateway) {
        return spend(gateway, by, day("since", since) + day("until", until));
    }

    private static String day(String name, @Nullable String text) {
        return text == null
                ? ""
                : "&" + name + "="
                        + WrittenTime.dayBack(
                                "--" + name, text, Clock.systemUTC().instant());
    }
}
