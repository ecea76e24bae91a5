package dev.portcullis.init;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.deployed.program.BoundedRun;
import dev.portcullis.input.BadInput;
import java.util.Map;
import java.util.Optional;

/** The place where Pulumi keeps the state: checked when the person is logged in to one, else logged in to. */
final class StateHome {
    static final String LOCAL = "local";
    private static final String CLOUD = "cloud";
    private static final int LOGGED_OUT = 3;

    private final PulumiRunner pulumi;
    private final Map<String, String> environment;

    StateHome(PulumiRunner pulumi, Map<String, String> environment) {
        this.pulumi = pulumi;
        this.environment = environment;
    }

    /** The address of the state that the person is logged in to. */
    Optional<String> present() {
        BoundedRun run = pulumi.run("whoami", "--json");
        if (run.exit() == LOGGED_OUT) {
            return Optional.empty();
        }
        if (!run.succeeded()) {
            throw PulumiRunner.refusedState(run);
        }
        try {
            return Optional.of(
                    JsonMapper.builder().build().readTree(run.out()).path("url").asText(""));
        } catch (JsonProcessingException e) {
            throw PulumiRunner.refusedState(run);
        }
    }

    /** The mistake in an answer, if there is one. */
    static Optional<BadInput> mistake(String state) {
        boolean isKnown = state.equals(LOCAL)
                || state.equals(CLOUD)
                || state.matches("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:[/?].*)?")
                || state.startsWith("file://");
        return isKnown
                ? Optional.empty()
                : Optional.of(new BadInput(
                        "state",
                        "local, cloud or a bucket such as s3://my-state?region=eu-west-1",
                        "'" + state + "'",
                        "Choose one of them"));
    }

    /** Logs in to the state that an answer names. */
    void login(String state) {
        mistake(state).ifPresent(mistake -> {
            throw mistake;
        });
        if (state.equals(CLOUD)) {
            if (environment.getOrDefault("PULUMI_ACCESS_TOKEN", "").isEmpty()) {
                throw new BadInput(
                        "state",
                        "a login to Pulumi Cloud",
                        "none",
                        "Run: pulumi login, then the same command again; no answer is lost");
            }
            pulumi.login();
        } else if (state.equals(LOCAL)) {
            pulumi.login(home().map(folder -> "file://" + folder).orElse("--local"));
        } else {
            pulumi.login(state);
        }
    }

    /** The CLI takes the person's folder from the system's list of users, every other program from the environment. */
    private Optional<String> home() {
        return Optional.of(environment.getOrDefault("HOME", "")).filter(folder -> folder.matches("(/[\\w.-]+)+"));
    }

    /** Whether an answer names the state that the person is logged in to. */
    static boolean isSame(String state, String url) {
        return switch (state) {
            case LOCAL -> url.startsWith("file://");
            case CLOUD -> url.startsWith("https://");
            default -> url.equals(state) || url.startsWith(state.replaceFirst("\\?.*", "") + "?");
        };
    }

    /** Whether secrets of a stack there need a passphrase, unless a key encrypts them. */
    static boolean needsPassphrase(String url) {
        return !url.startsWith("https://");
    }
}
