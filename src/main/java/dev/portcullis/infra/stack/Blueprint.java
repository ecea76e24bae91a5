package dev.portcullis.infra.stack;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.input.Problems;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.policy.Routes;
import dev.portcullis.release.Bundle;
import dev.portcullis.release.BundleBuilder;
import dev.portcullis.release.Components;
import dev.portcullis.release.Ports;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.StackKind;
import dev.portcullis.settings.value.Region;
import dev.portcullis.settings.value.ZoneMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a gateway stack is declared from: its settings, the tables, and the host's bundle.
 *
 * @param project the directory that holds {@code Pulumi.yaml} and {@code config/}
 */
public record Blueprint(
        Path project,
        Settings settings,
        Catalogue catalogue,
        EdgeRules rules,
        RateLimit rateLimit,
        Components components,
        Bundle bundle)
        implements StackBlueprint {

    /**
     * Reads a gateway's configuration and the tables.
     *
     * @param raw full keys, such as {@code portcullis:hostname}, to values with the defaults already merged
     * @param today decides which models are retired
     * @throws dev.portcullis.input.BadInput with every problem of every file
     */
    public static Blueprint read(Path project, Map<String, Object> raw, String stack, LocalDate today) {
        Problems problems = new Problems();
        Optional<StackKind> kind = StackKind.from(raw, problems);
        if (kind.filter(StackKind.IDENTITY::equals).isPresent()) {
            problems.add(
                    "portcullis:stack", "gateway, since this needs a host", "'identity'", "Choose a gateway's stack");
            problems.throwIfAny();
        }
        Optional<Catalogue> catalogue = Catalogue.read(project.resolve("config/models.yaml"), today, problems);
        Optional<Routes> routes = Routes.read(project.resolve("config/routes.yaml"), problems);
        Optional<Components> components = Components.read(project.resolve("config/components.yaml"), problems);
        Optional<Settings> settings = Settings.from(raw, stack, problems);
        Optional<EdgeRules> rules = settings.flatMap(chosen -> routes.map(all -> rules(chosen, all, problems)));
        settings.ifPresent(chosen -> catalogue.ifPresent(known -> routes.ifPresent(all -> DeclaredKeyNames.check(
                chosen, known, all.without(chosen.models().disabledCapabilities(), new Problems()), problems))));
        problems.throwIfAny();
        Settings chosen = settings.orElseThrow();
        return new Blueprint(
                project,
                chosen,
                catalogue.orElseThrow(),
                rules.orElseThrow(),
                RateLimit.of(chosen.edge().cloudflare().plan(), chosen.edge().hostname(), chosen.adminHostname()),
                components.orElseThrow(),
                new BundleBuilder(project, chosen, catalogue.orElseThrow(), components.orElseThrow(), Ports.HOST)
                        .build());
    }

    @Override
    public String stackName() {
        return settings.stackName();
    }

    @Override
    public Region region() {
        return settings.account().region();
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(catalogue.warnings());
        if (settings.edge().cloudflare().zone() == ZoneMode.SHARED) {
            warnings.add(
                    "zone is shared: no WAF rule and no rate limit is declared; paste the expressions of the output "
                            + "edgeExpressions into the zone, or only the gate's own lock holds");
        } else if (!settings.edge().cloudflare().plan().hostInRateLimit()) {
            warnings.add("on the Cloudflare plan '"
                    + settings.edge().cloudflare().plan().word()
                    + "' the rate limit cannot name a host: it counts /v1/ "
                    + (settings.operators().isPresent() ? "and /admin/ " : "") + "on every host of the zone");
        }
        warnings.addAll(components.warnings());
        return List.copyOf(warnings);
    }

    private static EdgeRules rules(Settings settings, Routes all, Problems problems) {
        Routes routes = all.without(settings.models().disabledCapabilities(), problems);
        EdgeRules rules = EdgeRules.of(
                routes,
                settings.edge().hostname(),
                settings.adminHostname(),
                settings.edge().allowedCidrs(),
                !settings.edge().corsOrigins().isEmpty());
        rules.check(settings.edge().cloudflare().plan(), problems);
        return rules;
    }
}
