package dev.portcullis.deployed;

import dev.portcullis.deployed.program.BoundedRun;
import dev.portcullis.input.BadInput;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why the Pulumi CLI did not do what it was asked about a stack, in terms of what mends it. */
final class PulumiRefusal {
    /**
     * A cause by the words that the CLI uses for it; {@code engine/PulumiOutputsIT} hears them from the real one.
     *
     * @param words in small letters, any of them
     */
    private record Cause(List<String> words, String expected, String given, String remedy) {}

    private static final Cause LOCKED = new Cause(
            List.of("currently locked"),
            "a stack that nobody changes just now",
            "one that is locked by another 'pulumi up', or by one that was cut off",
            "Wait until that ends; if none runs, remove its lock with 'pulumi cancel'");

    private static final List<Cause> CAUSES = List.of(
            new Cause(List.of("no stack named"), "a stack of this state", "none of that name", "See: pulumi stack ls"),
            new Cause(
                    List.of("must be set for login", "requires logging in", "pulumi login", "not logged in"),
                    "a login to the state",
                    "none",
                    "Run: pulumi login s3://<bucket>, or pulumi login --local"),
            new Cause(
                    List.of("incorrect passphrase"),
                    "the passphrase of its secrets",
                    "another",
                    "Set PULUMI_CONFIG_PASSPHRASE_FILE to the file that holds the right one"),
            new Cause(
                    List.of("passphrase must be set", "unable to read pulumi_config_passphrase_file"),
                    "the passphrase of its secrets",
                    "none",
                    "Set PULUMI_CONFIG_PASSPHRASE_FILE to the file that holds it"),
            LOCKED,
            // The CLI writes a local state in place; an object of a bucket is old or new.
            new Cause(
                    List.of("failed to load checkpoint: eof", "unexpected end of json input"),
                    "a whole state",
                    "one whose file was cut off while the CLI wrote it",
                    "Put the copy beside it in its place: .pulumi/stacks/portcullis/<stack>.json.bak of the state"),
            new Cause(
                    List.of(
                            "accessdenied",
                            "access denied",
                            "not authorized",
                            "forbidden",
                            "expiredtoken",
                            "get credentials",
                            "no valid credential"),
                    "credentials that may read the state and decrypt its secrets",
                    "none that may",
                    "Use the role deployer, or ask one who has it"),
            new Cause(
                    List.of("unable to open state directory", "nosuchbucket", "no such host", "connection refused"),
                    "a state that can be reached",
                    "none at the address of the login",
                    "See: pulumi whoami --verbose"),
            new Cause(
                    List.of("no pulumi.yaml project file"),
                    "a folder with Pulumi.yaml",
                    "another",
                    "Run ./portcullis of the project's own folder"));

    /** The same where the state itself is in question; {@code engine/InitStateIT} hears them. */
    private static final List<Cause> STATE_CAUSES = List.of(
            new Cause(
                    List.of("nosuchbucket"),
                    "a bucket that exists",
                    "none of that name",
                    "Choose local, which is enough to begin, and move the state later (docs/deploy.md); or make a bucket"
                            + " and a key first with 'pulumi up' of an identity stack (docs/ci.md)"),
            new Cause(
                    List.of("invalid region", "missing region", "permanentredirect", "authorizationheadermalformed"),
                    "the region of the bucket",
                    "none, or another",
                    "Add it to the address: s3://<bucket>?region=<region>"),
            new Cause(
                    List.of("expiredtoken", "get credentials", "no valid credential"),
                    "credentials of AWS",
                    "none, or ones that have ended",
                    "Sign in to AWS, or set AWS_PROFILE, and run the same command again"),
            new Cause(
                    List.of("unable to open state directory", "no such host", "connection refused"),
                    "a state that can be reached",
                    "none at its address",
                    "Check the address and the network; 'pulumi logout' leaves a login to it"));

    private PulumiRefusal() {}

    static BadInput of(String stack, BoundedRun run) {
        return of("stack '" + stack + "'", "Run: pulumi stack output --stack " + stack, CAUSES, run);
    }

    /** Only the lock: the other words can also come from a provider, about a resource. */
    static Optional<BadInput> locked(String stack, String said) {
        return LOCKED.words().stream().anyMatch(said::contains)
                ? Optional.of(new BadInput("stack '" + stack + "'", LOCKED.expected(), LOCKED.given(), LOCKED.remedy()))
                : Optional.empty();
    }

    static BadInput ofState(BoundedRun run) {
        List<Cause> causes =
                Stream.concat(STATE_CAUSES.stream(), CAUSES.stream()).toList();
        return of("state", "Check the address and your credentials, and try again", causes, run);
    }

    private static BadInput of(String where, String remedy, List<Cause> causes, BoundedRun run) {
        if (run.exit() == BoundedRun.TIMED_OUT) {
            return new BadInput(
                    where, "an answer of the Pulumi CLI", "none in time", "Check the network, and try again");
        }
        String text = run.err().toLowerCase(Locale.ROOT);
        return causes.stream()
                .filter(cause -> cause.words().stream().anyMatch(text::contains))
                .findFirst()
                .map(cause -> new BadInput(where, cause.expected(), cause.given(), cause.remedy()))
                .orElseGet(() ->
                        new BadInput(where, "an answer of the Pulumi CLI", "'" + reason(run.err()) + "'", remedy));
    }

    /** The first line, without the password that the address of a state can hold. */
    private static String reason(String said) {
        return said.lines()
                .filter(line -> !line.isBlank() && !line.matches(".*errors? occurred:"))
                .findFirst()
                .map(line -> line.strip().replaceFirst("^error: ", "").replaceAll("//[^/@\\s]*@", "//…@"))
                .orElse("exit without a reason");
    }
}
