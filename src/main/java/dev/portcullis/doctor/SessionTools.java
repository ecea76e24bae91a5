package dev.portcullis.doctor;

import dev.portcullis.deployed.program.BoundedRun;
import dev.portcullis.deployed.program.SearchPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two programs that open a session onto the host. Neither a deployment nor a caller needs one. */
final class SessionTools {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NEED = "; only ./portcullis shell and stacks without operators need it: ";

    /** {@code aws-cli/2.31.0 Python/3.13.7 …}, and {@code 1.2.707.0} alone. */
    private static final Pattern VERSION = Pattern.compile("(?:aws-cli/)?([0-9]+(?:\\.[0-9]+)+)(?:\\s|$)");

    private final Path project;
    private final Map<String, String> environment;

    SessionTools(Path project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    List<Fact> all() {
        return List.of(
                of(FactKind.AWS_CLI, "aws", "https://aws.amazon.com/cli/"),
                of(
                        FactKind.SESSION_PLUGIN,
                        "session-manager-plugin",
                        "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
                                + "session-manager-working-with-install-plugin.html"));
    }

    private Fact of(FactKind kind, String program, String address) {
        Optional<Path> file = SearchPath.find(program, environment);
        if (file.isEmpty()) {
            return kind.notAsked("", "none on PATH" + NEED + address);
        }
        String version = version(file.get());
        return version.isEmpty()
                ? kind.notAsked("", program + " told no version" + NEED + address)
                : kind.holds("", "version " + version);
    }

    private String version(Path file) {
        try {
            BoundedRun run = BoundedRun.of(List.of(file.toString(), "--version"), project, environment, LIMIT);
            Matcher version = VERSION.matcher(run.out());
            return run.succeeded() && version.lookingAt() ? version.group(1) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
