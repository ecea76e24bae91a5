package dev.portcullis.infra.gateway;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.infra.wake.Wake;
import dev.portcullis.policy.EdgeRule;
import dev.portcullis.release.UserData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gateway stack on one screen, in the order in which it has to come about. */
public final class Gateway {
    /** Relative to the project, where an update runs: an absolute path would differ from machine to machine. */
    private static final String FUNCTIONS_JAR = "target/portcullis-idlestop.jar";

    private Gateway() {}

    public static void declare(Context context, Site site, Blueprint blueprint) {
        SpendAlarms spend = new SpendAlarms("spend", site);
        Network network = new Network("network", site);
        Storage storage = new Storage("storage", site, blueprint.bundle());
        Edge edge = new Edge("edge", site, new Edge.Args(blueprint.rules(), blueprint.rateLimit()));
        Parameters parameters = new Parameters(
                "parameters",
                site,
                new Parameters.Args(
                        edge.tunnel().token(),
                        WebhookCredentials.of(site.settings().webhooks(), context.config()),
                        desired(site, blueprint, storage, edge),
                        storage.bundle()));

        List<Resource> before = new ArrayList<>(parameters.all());
        before.add(storage.bundle());
        before.add(edge.tunnel().config());
        before.addAll(network.routes());
        Host host = new Host(
                "host",
                site,
                new Host.Args(
                        network.subnetId(),
                        network.securityGroupId(),
                        spend.topicArn(),
                        blueprint.catalogue(),
                        Parameters.secrets(),
                        new UserData(
                                blueprint.project(), site.region(), site.names().parameter(HostPolicies.DESIRED)),
                        before));
        site.settings()
                .host()
                .idleStopAfter()
                .ifPresent(after -> new Idle(
                        "idle",
                        site,
                        new Idle.Args(
                                FUNCTIONS_JAR,
                                after,
                                host.instance().id(),
                                host.instance().arn(),
                                spend.topicArn())));
        new Breaker("breaker", site, new Breaker.Args(spend.daily(), host.modelRole(), spend.topicArn()));
        site.settings().host().wakesPerDay().ifPresent(perDay -> {
            Wake.Args wake = new Wake.Args(
                    FUNCTIONS_JAR,
                    perDay,
                    host.instance().id(),
                    host.instance().arn(),
                    edge.access().audience(),
                    edge.tunnel().issuer(),
                    spend.topicArn());
            new Wake("wake", site, wake);
        });
        if (site.settings().account().auditTrail()) {
            new Audit("audit", site);
        }
        edge.publish(host.instance());
        export(context, site, blueprint, edge, host, parameters);
    }

    private static DesiredState desired(Site site, Blueprint blueprint, Storage storage, Edge edge) {
        return new DesiredState(
                site,
                blueprint.bundle(),
                storage.bundleBucket(),
                storage.backupBucket(),
                edge.access().audience(),
                edge.tunnel().issuer(),
                edge.access().clientIds(),
                edge.operators());
    }

    private static void export(
            Context context, Site site, Blueprint blueprint, Edge edge, Host host, Parameters parameters) {
        context.export("url", Output.of("https://" + site.settings().edge().hostname()));
        context.export("clientIds", edge.access().clientIds());
        context.export("clientSecrets", edge.access().clientSecrets());
        context.export("virtualKeys", parameters.clientKeys().byClient());
        context.export("declaredKeys", Output.of(DeclaredKeyText.of(site.settings())));
        context.export("audience", edge.access().audience());
        context.export("issuer", edge.tunnel().issuer());
        context.export("instanceId", host.instance().id());
        context.export(
                "adminCommand", host.sessions().adminCommand(host.instance().id(), site.region()));
        context.export(
                "shellCommand", host.sessions().shellCommand(host.instance().id(), site.region()));
        context.export("edgeExpressions", Output.of(expressions(blueprint)));
        site.settings().operators().ifPresent(some -> context.export("operators", Output.of(OperatorText.of(some))));
        edge.operators().ifPresent(door -> {
            context.export("adminUrl", Output.of("https://" + door.hostname()));
            context.export("adminAudience", door.audience());
            context.export("operatorsClientId", door.token().clientId());
            context.export("operatorsClientSecret", door.token().clientSecret().asSecret());
            context.export("operatorsTokenExpiresAt", door.token().expiresAt());
        });
    }

    private static Map<String, String> expressions(Blueprint blueprint) {
        Map<String, String> expressions = new LinkedHashMap<>();
        for (EdgeRule rule : blueprint.rules().rules()) {
            expressions.put(rule.ref(), rule.expression().render());
        }
        expressions.put(
                blueprint.rateLimit().ref(), blueprint.rateLimit().expression().render());
        return expressions;
    }
}
