package dev.portcullis.plan;

import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.settings.value.ZoneMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Settings that a zone may hold and that make an {@code up} fail or refuse callers; a plan cannot look, so it always
 * warns.
 */
final class ZoneWarnings {
    private static final String RULESET = "cloudflare:index/ruleset:Ruleset";
    private static final String API = "https://api.cloudflare.com/client/v4/zones/";
    private static final String CURL = "curl %s-H \"Authorization: Bearer $CLOUDFLARE_API_TOKEN\" ";
    private static final String BROWSER_CHECK =
            "where Browser Integrity Check is on, Cloudflare answers 403 to programs"
                    + " such as Python's own HTTP library";

    private ZoneWarnings() {}

    static List<String> of(Blueprint gateway, Declared declared) {
        if (gateway.settings().edge().cloudflare().zone() == ZoneMode.SHARED) {
            return List.of("zone is shared: " + BROWSER_CHECK + "; add a configuration rule to the zone that turns it"
                    + " off where "
                    + EdgeRules.hosts(
                                    gateway.settings().edge().hostname(),
                                    gateway.settings().adminHostname())
                            .render());
        }
        List<String> warnings = new ArrayList<>(rulesets(gateway, declared));
        if (!gateway.settings().edge().zoneSettings().browserCheckOff()) {
            warnings.add("browserCheckOff is false: " + BROWSER_CHECK);
        }
        return List.copyOf(warnings);
    }

    /**
     * A ruleset is created plainly, and a zone takes one for each phase. The id of an import is as the provider parses it
     * ({@code ruleset/resource.go} of 5.19.1): {@code zones}, where its releases before 5 had {@code zone}.
     */
    private static List<String> rulesets(Blueprint gateway, Declared declared) {
        String zone = gateway.settings().edge().cloudflare().zoneId().value();
        String phases = declared.ofType(RULESET)
                .map(ruleset -> ruleset.text("phase") + " (" + ruleset.name() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
        String parent = declared.ofType(RULESET)
                .map(RecordedResource::parent)
                .findFirst()
                .orElseThrow();
        return List.of(
                "zone is dedicated: 'pulumi up' fails where the zone has a ruleset, even an empty one, in one of the"
                        + " phases " + phases,
                "  list them: " + CURL.formatted("") + API + zone + "/rulesets",
                "  delete one: " + CURL.formatted("-X DELETE ") + API + zone + "/rulesets/<ruleset id>",
                "  or import it after an 'up' has failed on it: pulumi import --protect=false --generate-code=false"
                        + " --parent edge=" + parent + " " + RULESET + " <name> zones/" + zone + "/<ruleset id>");
    }
}
