package dev.portcullis.cli.keys;

import dev.portcullis.cli.host.WakeOption;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.SecretOption;
import dev.portcullis.deployed.door.AdminDoor;
import dev.portcullis.deployed.door.AdminUrl;
import dev.portcullis.deployed.door.StackDoor;
import dev.portcullis.input.BadInput;
import dev.portcullis.operate.Target;
import dev.portcullis.stackfile.StackFile;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The gateway that a command speaks to, and the admin key. The key itself is no argument: everyone can see those. */
public final class GatewayOptions extends HelpOption {
    private static final String VARIABLE = "PORTCULLIS_ADMIN_KEY_FILE";
    private static final Pattern KEY = Pattern.compile("ak-[a-z0-9-]{1,30}-[A-Za-z0-9_-]{43}");

    private final Path project;

    @Option(
            names = "--stack",
            paramLabel = "STACK",
            description =
                    "A deployed stack: through its operators' door, or else a session that ends with the command.")
    private @Nullable String stack;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = "The gateway's admin listener (default: that of the running ./portcullis try).")
    private @Nullable String gateway;

    @Option(
            names = "--admin-key-file",
            paramLabel = "FILE",
            description = "A file with the admin key (default: the running try's, or the file in " + VARIABLE + ").")
    private @Nullable Path adminKeyFile;

    @Mixin
    private WakeOption wake = new WakeOption();

    @Option(names = "--json", description = "Print the gateway's answer as JSON.")
    private boolean json;

    /** The deployed stack that was named, if one was. */
    public Optional<String> stack() {
        return Optional.ofNullable(stack);
    }

    public boolean json() {
        return json;
    }

    GatewayOptions(Path project) {
        this.project = project;
    }

    /**
     * Opens the way to the gateway that the options name.
     *
     * @param err is told what takes longer than two seconds
     */
    public AdminClient connect(PrintWriter err) {
        if (stack != null && gateway != null) {
            throw new BadInput("--gateway", "one of --gateway and --stack", "both", "Leave out --gateway");
        }
        if (stack != null) {
            Optional<String> key = Optional.ofNullable(adminKeyFile).map(GatewayOptions::key);
            return new AdminClient(new StackDoor(project, System.getenv(), err::println).open(stack, key), err);
        }
        if (gateway != null) {
            return plain(gateway, adminKeyFile == null ? named() : adminKeyFile, err);
        }
        RunningTry running = RunningTry.only();
        return plain(running.url(), adminKeyFile == null ? running.adminKeyFile() : adminKeyFile, err);
    }

    /**
     * Decides, after the gateway could not be reached, whether its host sleeps and is woken.
     *
     * @return whether it was woken, so that another try makes sense
     * @throws GatewayAway when it sleeps on
     */
    boolean woken(PrintWriter err) throws InterruptedException {
        Optional<Target> target = target();
        if (target.isEmpty()) {
            return false;
        }
        WakeOption.Wakefulness found = wake.ensure(target.get(), err);
        if (found == WakeOption.Wakefulness.STILL_ASLEEP) {
            throw new GatewayAway(
                    "a gateway that is awake",
                    "a host that sleeps",
                    WakeOption.remedy(target.get().stack()));
        }
        return found == WakeOption.Wakefulness.WOKEN;
    }

    /** Only a stack whose settings are here has a host that AWS can be asked about. */
    private Optional<Target> target() {
        try {
            return Optional.ofNullable(stack).map(name -> Target.of(StackFile.raw(project, name), name));
        } catch (BadInput e) {
            return Optional.empty();
        }
    }

    private static AdminClient plain(String url, Path keyFile, PrintWriter err) {
        URI checked = AdminUrl.of("--gateway", url);
        return new AdminClient(
                AdminDoor.plain(
                        checked,
                        Map.of("authorization", "Bearer " + key(keyFile)),
                        "Start it, or name another with --gateway URL or --stack NAME"),
                err);
    }

    private static String key(Path file) {
        return SecretOption.read("--admin-key-file", "an admin key, which begins with ak-", KEY, file);
    }

    private static Path named() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .orElseThrow(() -> new BadInput(
                        "--admin-key-file",
                        "a file with an admin key of the gateway",
                        "none",
                        "Add --admin-key-file FILE, or set " + VARIABLE));
    }
}
