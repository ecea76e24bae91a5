package dev.portcullis.doctor;

import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.deployed.StackOutputs;
import dev.portcullis.deployed.door.AdminUrl;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.GatewayStatus;
import dev.portcullis.operate.Operator;
import dev.portcullis.operate.Status;
import dev.portcullis.operate.Target;
import dev.portcullis.release.Components;
import dev.portcullis.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Everything between a caller and a model, once the stack is deployed; its outputs tell that it is. */
final class DeployedFacts {
    private final Surroundings surroundings;
    private final Settings settings;

    DeployedFacts(Surroundings surroundings, Settings settings) {
        this.surroundings = surroundings;
        this.settings = settings;
    }

    /** In the order in which a request meets them. */
    List<Fact> all(Crew crew, Optional<CloudflareApi> cloudflare, AccountClients account) throws InterruptedException {
        StackOutputs outputs;
        try {
            outputs = StackOutputs.read(
                    surroundings.project(),
                    surroundings.environment(),
                    settings.stackName(),
                    StackOutputs.Secrets.SHOWN);
        } catch (BadInput e) {
            String line = e.problems().get(0).render().lines().findFirst().orElse("no reason");
            return List.of(FactKind.WAY_DNS.notAsked("", "the outputs of the stack were not read (" + line + ")"));
        }
        List<Callable<List<Fact>>> calls = new ArrayList<>();
        calls.add(() -> requests(outputs));
        if (settings.adminHostname().isPresent()) {
            calls.add(() -> List.of(operators(outputs)));
        }
        calls.add(() -> List.of(host(account)));
        cloudflare.ifPresent(
                api -> calls.addAll(new EdgeParts(settings, api, surroundings.clock(), cloudflared()).calls()));
        List<Fact> facts = new ArrayList<>();
        crew.all(calls).forEach(facts::addAll);
        facts.sort(Comparator.comparing(Fact::kind));
        return facts;
    }

    private List<Fact> requests(StackOutputs outputs) throws InterruptedException {
        List<String> clients =
                settings.clients().stream().map(client -> client.name().value()).toList();
        String client = clients.stream()
                .filter(each -> outputs.key(each).isPresent())
                .findFirst()
                .orElse(clients.get(0));
        try {
            return new RequestFacts(
                            surroundings.route().apply(outputs.url()),
                            outputs.token(client),
                            outputs.key(client),
                            settings.stackName())
                    .all();
        } catch (BadInput e) {
            return List.of(FactKind.WAY_DNS.notAsked("", "the outputs lack the token of " + client));
        }
    }

    private Fact operators(StackOutputs outputs) throws InterruptedException {
        Optional<String> url = outputs.text("adminUrl");
        if (url.isEmpty()) {
            return FactKind.WAY_OPERATORS.notAsked("", "the outputs lack adminUrl: this door is not deployed yet");
        }
        try {
            URI door = AdminUrl.of("output 'adminUrl'", url.get());
            return new OperatorsRequest(surroundings.route().apply(door), outputs.operators(), settings.stackName())
                    .fact();
        } catch (BadInput e) {
            return FactKind.WAY_OPERATORS.notAsked("", "the outputs lack the door's address or the operators' token");
        }
    }

    private Fact host(AccountClients account) {
        String region = settings.account().region().value();
        String stack = settings.stackName();
        try {
            Status status = new Operator(
                            new Aws(account.ec2(region), account.ssm(region), account.cloudWatch(region)),
                            new Target(stack, region),
                            Clock.fixed(surroundings.clock().instant(), ZoneOffset.UTC),
                            () -> {})
                    .status();
            String detail = status.detail().lines().findFirst().orElse("");
            return FactKind.HOST.of(
                    "",
                    status.standing() == GatewayStatus.HEALTHY,
                    status.standing().word() + (detail.isEmpty() ? "" : ": " + detail),
                    status.standing() == GatewayStatus.ASLEEP
                            ? "./portcullis start --stack " + stack
                            : "./portcullis status --stack " + stack + ", and docs/troubleshooting.md, The host");
        } catch (BadInput e) {
            return FactKind.HOST.fails(
                    "",
                    e.problems().get(0).render().lines().findFirst().orElse("no status"),
                    "./portcullis status --stack " + stack);
        } catch (IllegalStateException e) {
            return FactKind.HOST.fails("", "no status", "./portcullis status --stack " + stack);
        }
    }

    private String cloudflared() {
        Problems problems = new Problems();
        Optional<Components> components =
                Components.read(surroundings.project().resolve("config/components.yaml"), problems);
        problems.throwIfAny();
        return components.orElseThrow().cloudflared().version();
    }
}
