package dev.portcullis.deployed.door;

import dev.portcullis.deployed.program.BoundedRun;
import dev.portcullis.deployed.program.SearchPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The session that a person has with Access, which {@code cloudflared access login} keeps on this machine. It is only read
 * here: a sign-in opens a browser, and is the person's own step.
 */
final class AccessSession {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern JWT =
            Pattern.compile("[A-Za-z0-9_-]{2,4000}\\.[A-Za-z0-9_-]{2,8000}\\.[A-Za-z0-9_-]{2,4000}");

    private final Map<String, String> environment;
    private final Path folder;

    AccessSession(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** The token; empty without cloudflared, or without a session that is still valid. */
    Optional<String> token(URI url) {
        return SearchPath.find("cloudflared", environment)
                .map(program -> ask(program, url))
                // Without a session cloudflared says so on standard error, and its exit code can still be 0.
                .filter(said -> JWT.matcher(said).matches());
    }

    private String ask(Path program, URI url) {
        try {
            BoundedRun run = BoundedRun.of(
                    List.of(program.toString(), "access", "token", "-app=" + url), folder, environment, LIMIT);
            return run.succeeded() ? run.out().strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
