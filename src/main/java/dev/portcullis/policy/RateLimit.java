package dev.portcullis.policy;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Hostname;
import java.util.List;
import java.util.Optional;

/**
 * The one rate-limit rule: it blunts a flood from one address before Access. It is no budget, since Cloudflare counts
 * in each data centre apart and some seconds late; the gate's limits per key are the ones that hold.
 *
 * @param period the window, in seconds
 * @param mitigationTimeout how long an address stays blocked, in seconds
 * @param characteristics the parts of a request that are counted apart; Cloudflare demands the data centre among them
 * @param requestsToOrigin whether only cache misses count; nothing here is cached
 */
public record RateLimit(
        String ref,
        String description,
        Expression expression,
        int period,
        int requestsPerPeriod,
        int mitigationTimeout,
        List<String> characteristics,
        boolean requestsToOrigin) {
    /** The only window of the Free plan, and short enough on the others that nobody waits long for a new one. */
    private static final int PERIOD = 10;
    /** A client that starts 50 requests at once must pass twice in a window, and CI runners share addresses. */
    private static final int REQUESTS = 100;
    /** The penalty of a flood, a minute, where the plan allows a choice. */
    private static final int TIMEOUT = 60;

    public RateLimit {
        characteristics = List.copyOf(characteristics);
    }

    /** The limit of a gateway without an operators' name. */
    public static RateLimit of(CloudflarePlan plan, Hostname hostname) {
        return of(plan, hostname, Optional.empty());
    }

    /**
     * Within the plan's limits. On the Free plan it counts {@code /v1/}, and {@code /admin/} where there is an operators'
     * name, on every host of the zone.
     */
    public static RateLimit of(CloudflarePlan plan, Hostname hostname, Optional<Hostname> admin) {
        return new RateLimit(
                "rate",
                "Portcullis: too many requests from one address",
                admin.<Expression>map(other -> new Expression.Or(
                                List.of(counted(plan, hostname, Route.ROOT), counted(plan, other, AdminRoutes.ROOT))))
                        .orElseGet(() -> counted(plan, hostname, Route.ROOT)),
                PERIOD,
                REQUESTS,
                Math.min(TIMEOUT, plan.longestTimeout()),
                List.of("cf.colo.id", "ip.src"),
                false);
    }

    private static Expression counted(CloudflarePlan plan, Hostname host, String root) {
        Expression path = new Expression.StartsWith(Field.PATH, root);
        return plan.hostInRateLimit() ? EdgeRules.onHost(host, path) : path;
    }

    void check(CloudflarePlan plan, Problems problems) {
        if (period > plan.longestPeriod()) {
            add(plan, problems, "a rate-limit period of at most " + plan.longestPeriod() + " s", period + " s");
        }
        if (mitigationTimeout > plan.longestTimeout()) {
            add(
                    plan,
                    problems,
                    "a rate-limit timeout of at most " + plan.longestTimeout() + " s",
                    mitigationTimeout + " s");
        }
    }

    private static void add(CloudflarePlan plan, Problems problems, String expected, String given) {
        problems.add("cloudflarePlan", expected + " on the plan '" + plan.word() + "'", given, "Choose a larger plan");
    }
}
