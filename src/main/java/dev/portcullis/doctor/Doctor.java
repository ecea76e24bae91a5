package dev.portcullis.doctor;

import dev.portcullis.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The whole examination: this machine, then, for a stack, everything that it relies on. */
public final class Doctor {
    private static final String TOKEN = "CLOUDFLARE_API_TOKEN";

    private final Surroundings surroundings;

    /**
     * Everything that an examination can reach.
     *
     * @param java the version that runs this program
     * @param environment the variables of this process
     * @param cloudflare the API's address
     */
    public record Surroundings(
            Path project, int java, Map<String, String> environment, URI cloudflare, InstantSource clock) {

        public static Surroundings ofThisProcess(Path project) {
            return new Surroundings(
                    project,
                    Runtime.version().feature(),
                    System.getenv(),
                    CloudflareApi.address(System.getenv()),
                    InstantSource.system());
        }
    }

    public Doctor(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** @param progress is told what is asked next, such as {@code Cloudflare} */
    public List<Fact> examine(Optional<String> stack, Consumer<String> progress)
            throws IOException, InterruptedException {
        progress.accept(FactKind.Area.MACHINE.title());
        List<Fact> facts = new ArrayList<>(
                new MachineFacts(surroundings.project(), surroundings.java(), surroundings.environment()).all());
        if (stack.isEmpty()) {
            return facts;
        }
        StackFacts file = StackFacts.read(surroundings.project(), stack.get());
        facts.add(file.file());
        if (file.settings().isPresent()) {
            try (Crew crew = new Crew()) {
                progress.accept(FactKind.Area.CLOUDFLARE.title());
                facts.addAll(cloudflare(file.settings().get(), crew));
            }
        }
        return facts;
    }

    private List<Fact> cloudflare(Settings settings, Crew crew) throws InterruptedException {
        String token = surroundings.environment().getOrDefault(TOKEN, "");
        if (token.isEmpty()) {
            return List.of(FactKind.CLOUDFLARE_TOKEN.notAsked("", TOKEN + " is not set"));
        }
        return new CloudflareFacts(settings, new CloudflareApi(surroundings.cloudflare(), token), surroundings.clock())
                .all(crew);
    }
}
