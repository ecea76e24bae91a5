package dev.portcullis.cli.connect;

import dev.portcullis.cli.keys.RunningTry;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.SecretOption;
import dev.portcullis.connect.invite.Invitation;
import dev.portcullis.deployed.StackOutputs;
import dev.portcullis.input.BadInput;
import dev.portcullis.smoke.Credentials;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which gateway, and as which of its clients. No secret is an argument: those are seen by everyone. */
abstract class CallerOptions extends HelpOption {
    private static final Pattern KEY = Pattern.compile("pk-[a-z0-9]{8}-[A-Za-z0-9_-]{43}");

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or refuses
    private GatewaySource source;

    @Option(
            names = "--client",
            paramLabel = "NAME",
            description = "With --stack: the client of the stack (default: the only one).")
    private @Nullable String client;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file with the virtual key (default: what the stack declares for the client).")
    private @Nullable Path keyFile;

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "With --from: the file of age-keygen that opens an encrypted invitation.")
    private @Nullable Path identity;

    /** Exactly one of them. */
    static final class GatewaySource {
        @Option(names = "--try", required = true, description = "The ./portcullis try that runs on this machine.")
        private boolean trial;

        @Option(
                names = "--stack",
                paramLabel = "STACK",
                required = true,
                description = "A deployed stack, whose outputs the Pulumi CLI reads.")
        private @Nullable String stack;

        @Option(
                names = "--from",
                paramLabel = "FILE",
                required = true,
                description = "An invitation that a teammate sent; - reads it from standard input.")
        private @Nullable String invitation;
    }

    /**
     * A gateway and a client of it.
     *
     * @param label for people, such as {@code stack prod}
     */
    record CallerAt(String label, URI url, Credentials credentials) {}

    /** The key may be left out where a tool brings its own. */
    CallerAt known(Path project, PrintWriter err, boolean needsKey) {
        if (source.invitation != null) {
            return invited(source.invitation);
        }
        if (identity != null) {
            throw new BadInput("--identity", "--from beside it", "another gateway", "Leave it out");
        }
        if (source.trial) {
            if (client != null) {
                throw new BadInput("--client", "--stack beside it", "--try", "Leave it out: a try has one client");
            }
            return running();
        }
        String stack = String.valueOf(source.stack);
        err.println("Reading the outputs of stack '" + stack + "'");
        StackOutputs outputs = StackOutputs.read(project, System.getenv(), stack, StackOutputs.Secrets.SHOWN);
        String name = outputs.client(Optional.ofNullable(client));
        Optional<String> key =
                Optional.ofNullable(keyFile).map(CallerOptions::key).or(() -> outputs.key(name));
        if (needsKey && key.isEmpty()) {
            throw new BadInput(
                    "--key-file",
                    "a file with a virtual key for client '" + name + "', as the stack declares none",
                    "none",
                    "Make one (./portcullis keys create --help), or declare it in the stack's settings");
        }
        return new CallerAt(
                "stack " + stack + ", client " + name,
                outputs.url(),
                new Credentials(outputs.token(name), key.orElse("")));
    }

    /** The stack's client that an invitation is for. */
    void of(String name) {
        if (source.stack == null || client != null) {
            throw new BadInput(
                    "--invite",
                    "--stack beside it, and no --client",
                    "something else",
                    "See ./portcullis connect --help");
        }
        client = name;
    }

    private CallerAt invited(String file) {
        if (client != null) {
            throw new BadInput(
                    "--client", "--stack beside it", "--from", "Leave it out: an invitation is for one client");
        }
        Invitation invitation = InvitationFile.read(file, Optional.ofNullable(identity));
        String key = keyFile == null ? invitation.key() : key(keyFile);
        return new CallerAt(
                "client " + invitation.client() + ", by invitation",
                invitation.url(),
                new Credentials(invitation.token(), key));
    }

    private CallerAt running() {
        RunningTry running = RunningTry.only();
        Credentials own = Credentials.read(running.folder().resolve("caller.env"));
        return new CallerAt(
                "the running try",
                URI.create(running.callers()),
                keyFile == null ? own : new Credentials(own.token(), key(keyFile)));
    }

    private static String key(Path file) {
        return SecretOption.read("--key-file", "a virtual key, which begins with pk-", KEY, file);
    }
}
