package dev.portcullis.connect.forward;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a program of this machine from a web page that a browser of this machine shows. */
final class LocalCaller {
    private static final Set<String> METHODS = Set.of("GET", "POST", "OPTIONS");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:127\\.0\\.0\\.1|localhost|\\[::1])(?::[0-9]{1,5})?");

    private LocalCaller() {}

    /** Why a request goes no further; empty when it does. */
    static Optional<String> refusal(HttpServerRequest request, int port) {
        // A page whose name was made to point here still sends its own name.
        List<String> hosts = request.headers().getAll("host");
        Set<String> mine = Set.of("127.0.0.1:" + port, "localhost:" + port);
        if (hosts.size() != 1 || !mine.contains(hosts.get(0).toLowerCase(Locale.ROOT))) {
            return Optional.of("host: expected 127.0.0.1:" + port + " or localhost:" + port + ", got another");
        }
        List<String> origins = request.headers().getAll("origin");
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            return Optional.of("origin: expected none or one of this machine, got another");
        }
        // Browsers name no origin with a plain GET of another site.
        if (request.headers().getAll("sec-fetch-site").stream().anyMatch(site -> site.equalsIgnoreCase("cross-site"))) {
            return Optional.of("sec-fetch-site: expected a program of this machine, got another site's page");
        }
        if (!request.uri().startsWith("/")) {
            return Optional.of("path: expected one that begins with /, got another target");
        }
        return METHODS.contains(request.method().name())
                ? Optional.empty()
                : Optional.of("method: expected GET, POST or OPTIONS, got another");
    }
}
