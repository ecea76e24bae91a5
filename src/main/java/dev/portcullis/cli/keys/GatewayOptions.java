package dev.portcullis.cli.keys;

import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.input.BadInput;
import dev.portcullis.local.litellm.LiteLlmInstall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The gateway that a command speaks to, and the admin key. The key itself is no argument: everyone can see those. */
final class GatewayOptions extends HelpOption {
    private static final String VARIABLE = "PORTCULLIS_ADMIN_KEY_FILE";
    private static final Pattern KEY = Pattern.compile("ak-[a-z0-9-]{1,30}-[A-Za-z0-9_-]{43}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

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

    @Option(names = "--json", description = "Print the gateway's answer as JSON.")
    private boolean json;

    boolean json() {
        return json;
    }

    AdminClient connect() {
        if (gateway != null) {
            return new AdminClient(checked(gateway), key(adminKeyFile == null ? named() : adminKeyFile));
        }
        RunningTry running =
                RunningTry.find(LiteLlmInstall.cache(System.getenv()).resolve("trials"));
        return new AdminClient(
                checked(running.url()), key(adminKeyFile == null ? running.adminKeyFile() : adminKeyFile));
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

    private static URI checked(String url) {
        URI uri;
        try {
            uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        } catch (IllegalArgumentException e) {
            throw wrong(url);
        }
        boolean plain = uri.getHost() != null
                && String.valueOf(uri.getPath()).isEmpty()
                && uri.getQuery() == null
                && uri.getFragment() == null
                && uri.getUserInfo() == null;
        // The admin key must not leave the machine in clear text.
        boolean safe = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
        if (!plain || !safe) {
            throw wrong(url);
        }
        return uri;
    }

    private static BadInput wrong(String url) {
        return new BadInput(
                "--gateway",
                "http://127.0.0.1:PORT, or https://HOST, without a path",
                "'" + url.replaceAll("//[^/@]*@", "//…@") + "'",
                "Forward the host's admin port to this machine, and name that port");
    }

    private static String key(Path file) {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException e) {
            throw new BadInput(
                    "--admin-key-file",
                    "a readable file",
                    "'" + file + "': " + e.getClass().getSimpleName(),
                    "Check its name and its permissions");
        }
        if (!KEY.matcher(text).matches()) {
            throw new BadInput(
                    "--admin-key-file",
                    "one line with an admin key, which begins with ak-",
                    text.length() + " characters of another form",
                    "Check '" + file + "'");
        }
        return text;
    }
}
