package dev.portcullis.doctor;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.IdentitySettings;
import dev.portcullis.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The whole examination: this machine, then, for a stack, everything that it relies on. */
public final class Doctor {
    private final Surroundings surroundings;

    Doctor(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Asks the services themselves; AWS with the credentials that the SDK finds.
     *
     * @param environment the variables for the Pulumi CLI, with Cloudflare's token
     */
    public static Doctor of(Path project, Map<String, String> environment) {
        return new Doctor(Surroundings.of(project, environment));
    }

    /**
     * Asks everything that can be asked, and reports each fact once.
     *
     * @param progress is told what is asked next, such as {@code Cloudflare}
     */
    public List<Fact> examine(Optional<String> stack, Consumer<String> progress)
            throws IOException, InterruptedException {
        progress.accept(FactKind.Area.MACHINE.title());
        MachineFacts machine =
                new MachineFacts(surroundings.project(), surroundings.java(), surroundings.environment());
        List<Fact> facts = new ArrayList<>(machine.all());
        if (stack.isEmpty()) {
            return facts;
        }
        StackFacts file = StackFacts.read(surroundings.project(), stack.get());
        facts.add(file.file());
        try (Crew crew = new Crew();
                AccountClients account = surroundings.account().get()) {
            if (file.gateway().isPresent()) {
                facts.addAll(gateway(file.gateway().get(), machine.backend(), crew, account, progress));
            }
            if (file.identity().isPresent()) {
                facts.addAll(identity(file.identity().get(), machine.backend(), account, progress));
            }
        }
        return facts;
    }

    /** Asks Bedrock alone, for each of these models whether the account may call it; one fact each, in their order. */
    public List<Fact> usable(Settings settings, List<OfferedModel> models) throws InterruptedException {
        try (Crew crew = new Crew();
                AccountClients account = surroundings.account().get()) {
            return crew.all(new ModelFacts(settings.account().region().value(), models, account).usableCalls());
        }
    }

    private List<Fact> gateway(
            Settings settings, String backend, Crew crew, AccountClients account, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<Fact> facts = new ArrayList<>();
        facts.add(new StateFacts(account, surroundings.environment())
                .of(backend, settings.account().region().value()));
        progress.accept(FactKind.Area.CLOUDFLARE.title());
        StackToken token = StackToken.find(surroundings.project(), surroundings.environment(), settings.stackName());
        Optional<CloudflareApi> cloudflare = Optional.empty();
        if (token instanceof StackToken.Usable usable) {
            cloudflare = Optional.of(new CloudflareApi(surroundings.cloudflare(), usable.value()));
            facts.addAll(new CloudflareFacts(settings, cloudflare.get(), surroundings.clock()).all(crew));
        } else if (token instanceof StackToken.Unusable unusable) {
            facts.add(unusable.fact());
        }
        progress.accept(FactKind.Area.AWS.title());
        facts.addAll(new AwsFacts(settings, account, surroundings.clock()).all(crew, models(settings, account)));
        progress.accept(FactKind.Area.CHAIN.title());
        facts.addAll(new DeployedFacts(surroundings, settings).all(crew, cloudflare, account));
        return facts;
    }

    private List<Callable<List<Fact>>> models(Settings settings, AccountClients account) {
        Problems problems = new Problems();
        Optional<Catalogue> catalogue = Catalogue.read(
                surroundings.project().resolve("config/models.yaml"),
                LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC),
                problems);
        problems.throwIfAny();
        String region = settings.account().region().value();
        List<Callable<List<Fact>>> calls = new ArrayList<>(new ModelFacts(
                        region,
                        catalogue
                                .orElseThrow()
                                .offered(settings.models().geography().word()),
                        account)
                .calls());
        settings.models()
                .guardrail()
                .map(guardrail -> new GuardrailFact(region, guardrail, account))
                .ifPresent(fact -> calls.add(() -> List.of(fact.ask())));
        return calls;
    }

    private List<Fact> identity(
            IdentitySettings settings, String backend, AccountClients account, Consumer<String> progress) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new StateFacts(account, surroundings.environment())
                .of(backend, settings.region().value()));
        progress.accept(FactKind.Area.AWS.title());
        facts.addAll(new IdentityFacts(account, surroundings.clock())
                .all(settings.region().value()));
        if (facts.get(1).standing() == Fact.Standing.HOLDS) {
            facts.add(new ProviderFacts(settings, account).fact());
        }
        return facts;
    }
}
