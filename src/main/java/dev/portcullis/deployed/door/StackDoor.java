package dev.portcullis.deployed.door;

import dev.portcullis.deployed.StackOutputs;
import dev.portcullis.deployed.StackOutputs.Secrets;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import dev.portcullis.operate.AdminKeyParameter;
import dev.portcullis.probe.ServiceToken;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the way to a stack's admin API: as the person who signed in with cloudflared, else by the operators' service token,
 * else, for a stack without that door, through a session onto the host.
 */
public final class StackDoor {
    /** The place that a refusal names when no session onto the host came about. */
    public static final String SESSION = "session";

    private final Path project;
    private final Map<String, String> environment;
    private final Consumer<String> progress;

    /**
     * @param project the directory with {@code Pulumi.yaml}
     * @param progress is told each step that can take longer than two seconds
     */
    public StackDoor(Path project, Map<String, String> environment, Consumer<String> progress) {
        this.project = project;
        this.environment = environment;
        this.progress = progress;
    }

    /**
     * Opens it.
     *
     * @param adminKey one that the person named; else the first administrator's is read where a way needs one
     * @throws BadInput when there is no way, with what is missing
     */
    public AdminDoor open(String stack, Optional<String> adminKey) {
        progress.accept("Reading the outputs of stack '" + stack + "'");
        StackOutputs outputs = StackOutputs.read(project, environment, stack, Secrets.HIDDEN);
        Optional<String> url = outputs.text("adminUrl");
        return url.isPresent()
                ? behindAccess(AdminUrl.of("output 'adminUrl'", url.get()), outputs, adminKey)
                : throughSession(outputs, adminKey);
    }

    private AdminDoor behindAccess(URI url, StackOutputs outputs, Optional<String> adminKey) {
        String asleep = "./portcullis status --stack " + outputs.stack() + " tells whether it sleeps; start wakes it";
        Optional<String> person = new AccessSession(environment, project).token(url);
        if (person.isPresent()) {
            progress.accept("Asking " + url + ", signed in with cloudflared");
            Map<String, String> headers = new HashMap<>(Map.of("cf-access-token", person.get()));
            adminKey.ifPresent(key -> headers.put("authorization", "Bearer " + key));
            return AdminDoor.plain(url, headers, asleep);
        }
        ServiceToken token = operators(url, outputs.stack());
        String key = adminKey.orElseGet(() -> stored(outputs));
        progress.accept("Asking " + url + " with the operators' service token");
        return AdminDoor.plain(
                url,
                Map.of(
                        "cf-access-client-id", token.clientId(),
                        "cf-access-client-secret", token.clientSecret(),
                        "authorization", "Bearer " + key),
                asleep);
    }

    private ServiceToken operators(URI url, String stack) {
        try {
            return StackOutputs.read(project, environment, stack, Secrets.SHOWN).operators();
        } catch (BadInput e) {
            // The more common way for a person stands beside the reason.
            Problem reason = e.problems().get(0);
            throw new BadInput(
                    reason.where(),
                    reason.expected(),
                    reason.given(),
                    reason.remedy() + ", or sign in yourself: cloudflared access login " + url);
        }
    }

    private AdminDoor throughSession(StackOutputs outputs, Optional<String> adminKey) {
        SessionTarget target = SessionTarget.of(outputs);
        SessionForward forward = SessionForward.installed(environment, project);
        String key = adminKey.orElseGet(() -> stored(outputs));
        progress.accept("Opening a session to the host " + target.instance() + " for the admin port");
        return forward.open(target, key, outputs.stack());
    }

    private static String stored(StackOutputs outputs) {
        return AdminKeyParameter.read(SessionTarget.of(outputs).region(), outputs.stack());
    }
}
