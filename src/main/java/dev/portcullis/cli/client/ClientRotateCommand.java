package dev.portcullis.cli.client;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.WrittenTime;
import dev.portcullis.stackfile.ClientLines;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** New secrets for a caller; the previous ones end at once or after a grace. */
@Command(
        name = "rotate",
        description = {
            "Gives a client a new service token and a new declared key.",
            "",
            "The previous secrets work until the end of the grace, or end at once with --now. --token or --key rotates one",
            "of the two alone. After an update that failed, the same command goes on with the rotation that it began."
        },
        footer = {
            "  ./portcullis client rotate nightly --stack prod",
            "  ./portcullis client rotate nightly --stack prod --grace 2027-01-01",
            "  ./portcullis client rotate nightly --stack prod --key --now     the key leaked"
        })
final class ClientRotateCommand extends ClientChange {
    @ArgGroup
    private End end = new End();

    @ArgGroup
    private Part part = new Part();

    /** The end of the previous secrets. */
    static final class End {
        @Option(
                names = "--grace",
                paramLabel = "TIME",
                description =
                        "Until when the previous secrets work: 7d, 2027-01-01 or an RFC 3339 time (default: 24h).")
        private @Nullable String grace;

        @Option(names = "--now", description = "End the previous secrets at once.")
        private boolean now;
    }

    /** One of the secrets, or both. */
    static final class Part {
        @Option(names = "--token", description = "Rotate the service token alone.")
        private boolean token;

        @Option(names = "--key", description = "Rotate the declared key alone.")
        private boolean key;
    }

    ClientRotateCommand(Path project) {
        super(project);
    }

    /** Not, while the rotation that the file has is not deployed, unless it is to end in another way. */
    @Override
    boolean isNew(String client, Map<String, Object> clients) {
        require(client, clients);
        return end.now || end.grace != null || !isBegun(String.valueOf(clients.get(client)));
    }

    private boolean isBegun(String present) {
        DeployedSecrets state = deployed();
        return (!part.key && state.tokenIsBehind(version(present, "secretVersion")))
                || (!part.token && state.keyIsBehind(version(present, "keyVersion")));
    }

    @Override
    String edit(ClientLines lines, String client, Map<String, Object> clients) {
        require(client, clients);
        String present = String.valueOf(clients.get(client));
        int more = isBegun(present) ? 0 : 1;
        boolean hasKey = present.contains("key={");
        if (part.key && !hasKey) {
            throw new BadInput(
                    "--key", "a client that declares a key", "'" + client + "'", "Rotate its token, or declare a key");
        }
        Map<String, Optional<String>> fields = new LinkedHashMap<>();
        if (!part.key) {
            fields.put("secretVersion", Optional.of(String.valueOf(version(present, "secretVersion") + more)));
        }
        if (hasKey && !part.token) {
            fields.put("keyVersion", Optional.of(String.valueOf(version(present, "keyVersion") + more)));
        }
        fields.put("emergency", end.now ? Optional.of("true") : Optional.empty());
        fields.put("graceUntil", end.now ? Optional.empty() : Optional.of(until()));
        return lines.set(client, fields);
    }

    private String until() {
        return "\""
                + WrittenTime.ahead(
                                "--grace",
                                end.grace == null ? "24h" : end.grace,
                                Clock.systemUTC().instant())
                        .truncatedTo(ChronoUnit.SECONDS)
                + "\"";
    }

    /** The version that the file has; 1 where it names none. */
    static int version(String present, String field) {
        Matcher version = Pattern.compile("\\b" + field + "=([0-9]{1,4})\\b").matcher(present);
        return version.find() ? Integer.parseInt(version.group(1)) : 1;
    }

    @Override
    String done(String stack, String client) {
        return "Client '" + client
                + "' has new secrets. Set its tools up again with: ./portcullis connect TOOL --stack " + stack
                + " --client " + client;
    }
}
