package dev.portcullis.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problems;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.policy.Routes;
import dev.portcullis.probe.ServiceToken;
import dev.portcullis.settings.value.Cidr;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The edge with the shipped table, on the Free plan, with one client of its own and one of another application. */
final class Edges {
    private static final Hostname HOST = new Hostname("llm.example.com");

    private Edges() {}

    static EdgeStandIn start(
            StubUpstream gate,
            AccessTeam team,
            Duration silence,
            List<Cidr> sources,
            List<Origin> origins,
            InstantSource clock) {
        EdgeApplication application = new EdgeApplication(
                EdgeRules.of(routes(), HOST, sources, !origins.isEmpty()),
                RateLimit.of(CloudflarePlan.FREE, HOST),
                List.of(new ServiceToken("ci.access", "s1", true), new ServiceToken("web.access", "s2", false)),
                "aud-1",
                origins);
        return EdgeStandIn.start(application, team, new EdgeStandIn.Place(0, gate.uri(), silence), clock);
    }

    private static Routes routes() {
        Problems problems = new Problems();
        Routes routes = Routes.read(Path.of("config/routes.yaml"), problems).orElseThrow();
        assertThat(problems.all()).isEmpty();
        return routes;
    }
}
