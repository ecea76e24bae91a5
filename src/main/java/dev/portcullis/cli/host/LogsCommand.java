package dev.portcullis.cli.host;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Suggestion;
import dev.portcullis.input.WrittenTime;
import dev.portcullis.operate.JournalFollower;
import dev.portcullis.operate.JournalLine;
import dev.portcullis.operate.JournalReader;
import dev.portcullis.operate.JournalSearch;
import dev.portcullis.operate.RequestTrace;
import dev.portcullis.operate.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the journal of the host's units, which CloudWatch Logs keeps. */
@Command(
        name = "logs",
        description = {
            "Shows the logs of the host, also while it sleeps.",
            "",
            "CloudWatch Logs has them if the stack's setting logs is cloudwatch; reading them costs nothing. With --id it shows",
            "every line of one request. It needs AWS credentials of the role operator, from the environment or a profile.",
            "--json prints one object a line."
        },
        exitCodeList = {"0:the lines were shown", "1:AWS did not answer", "2:bad input, no right, or no logs there"},
        footer = {
            "  ./portcullis logs --stack prod --since 30m --unit apply",
            "  ./portcullis logs --stack prod --follow",
            "  ./portcullis logs --stack prod --id req_0123456789abcdef0123456789abcdef"
        })
public final class LogsCommand extends HostCommand {
    private static final long POLL_MS = 2000;

    @Option(names = "--follow", description = "Go on with new lines until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Only apply, gate, litellm, cloudflared, idle-stop or another unit.")
    private @Nullable String unit;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "The time of the first line: 30m ago (default: 1h, with --id 24h), or 2027-01-01T09:30:00Z.")
    private @Nullable String since;

    @Option(names = "--id", paramLabel = "REQUEST", description = "The request: its x-request-id, or its cf-ray.")
    private @Nullable String id;

    LogsCommand(Path project) {
        super(project);
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> request = Optional.ofNullable(id).map(RequestTrace::checked);
        if (follow && request.isPresent()) {
            throw new BadInput("--follow", "one of --follow and --id", "both", "Leave out --follow");
        }
        Instant from = WrittenTime.back(
                "--since",
                since == null ? request.isPresent() ? "24h" : "1h" : since,
                Clock.systemUTC().instant());
        JournalSearch search =
                new JournalSearch(Optional.ofNullable(unit).map(LogsCommand::known), from, Optional.empty());
        Target target = options().target(project());
        err().println("Reading the logs of " + target.stack() + " since " + from);
        try (JournalReader journal = JournalReader.of(target)) {
            return request.isPresent() ? trace(journal, search, request.get()) : show(journal, search);
        }
    }

    private int show(JournalReader journal, JournalSearch search) throws InterruptedException {
        if (!follow) {
            int[] count = {0};
            journal.each(search, line -> {
                print(line);
                count[0]++;
            });
            return ended(count[0]);
        }
        JournalFollower follower = new JournalFollower(journal, search);
        while (true) {
            follower.look(this::print);
            Thread.sleep(POLL_MS);
        }
    }

    private int trace(JournalReader journal, JournalSearch search, String request) {
        var lines = RequestTrace.of(journal, search, request);
        lines.forEach(this::print);
        return ended(lines.size());
    }

    private int ended(int count) {
        if (count == 0) {
            err().println("No line of that time. A host that sleeps sends none; --since looks further back");
        }
        return 0;
    }

    private void print(JournalLine line) {
        out().println(options().isJson() ? JournalView.json(line) : JournalView.text(line));
        out().flush();
    }

    private static String known(String unit) {
        String name = unit.replaceFirst("^portcullis-", "").replaceFirst("\\.service$", "");
        if (JournalReader.UNITS.contains(name)) {
            return name;
        }
        throw new BadInput(
                "--unit",
                "one of " + String.join(", ", JournalReader.UNITS),
                "'" + unit + "'",
                Suggestion.nearest(name, JournalReader.UNITS)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("Leave it out to see all of the host's"));
    }
}
