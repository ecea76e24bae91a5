package dev.portcullis.policy;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Cidr;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Hostname;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first lock: what Cloudflare refuses before Access is asked and before a stopped host could be woken.
 *
 * @param hostname the callers' name
 * @param admin the operators' name; empty when there is none
 */
public record EdgeRules(Hostname hostname, Optional<Hostname> admin, List<EdgeRule> rules) {
    /** Cloudflare's limit for one expression, on every plan. */
    static final int LONGEST_EXPRESSION = 4_096;

    private static final String ROUTES = "config/routes.yaml";
    private static final String ADMIN_ROUTES = "policy/AdminRoutes.java";

    public EdgeRules {
        rules = List.copyOf(rules);
    }

    /** The rules of a gateway without an operators' name. */
    public static EdgeRules of(Routes routes, Hostname hostname, List<Cidr> allowedCidrs, boolean preflights) {
        return of(routes, hostname, Optional.empty(), allowedCidrs, preflights);
    }

    /**
     * Two rules for each name, and one more when only some addresses may call.
     *
     * @param allowedCidrs empty for callers from anywhere
     * @param preflights whether browsers may ask first: Access answers an OPTIONS request, so it must get that far
     */
    public static EdgeRules of(
            Routes routes, Hostname hostname, Optional<Hostname> admin, List<Cidr> allowedCidrs, boolean preflights) {
        List<EdgeRule> rules = new ArrayList<>();
        rules.add(new EdgeRule(
                "malformed",
                "Portcullis: malformed path, unused method or no TLS",
                ROUTES,
                onHost(hostname, Malformed.expression(routes))));
        rules.add(new EdgeRule(
                "allowlist",
                "Portcullis: not a method and path of the table",
                ROUTES,
                onHost(hostname, new Expression.Not(Allowlist.expression(routes, preflights)))));
        admin.ifPresent(host -> {
            rules.add(new EdgeRule(
                    "admin_malformed",
                    "Portcullis: malformed path, unused method or no TLS on the admin host",
                    ADMIN_ROUTES,
                    onHost(host, Malformed.expression(AdminRoutes.methods()))));
            rules.add(new EdgeRule(
                    "admin_allowlist",
                    "Portcullis: not a method and path of the admin host",
                    ADMIN_ROUTES,
                    onHost(host, new Expression.Not(AdminRoutes.allowlist()))));
        });
        if (!allowedCidrs.isEmpty()) {
            rules.add(new EdgeRule(
                    "sources",
                    "Portcullis: not from an allowed address",
                    "allowedCidrs",
                    new Expression.And(List.of(
                            hosts(hostname, admin), new Expression.Not(new Expression.InAddresses(allowedCidrs))))));
        }
        return new EdgeRules(hostname, admin, rules);
    }

    /** The rule that blocks the request, the first one in order; empty when it goes on to Access. */
    public Optional<EdgeRule> verdict(EdgeRequest request) {
        return rules.stream().filter(rule -> rule.expression().eval(request)).findFirst();
    }

    /** Reports rules, and a rate limit, that Cloudflare would refuse. */
    public void check(CloudflarePlan plan, Problems problems) {
        for (EdgeRule rule : rules) {
            int length = rule.expression().render().length();
            if (length > LONGEST_EXPRESSION) {
                problems.add(
                        rule.madeFrom(),
                        "a '" + rule.ref() + "' rule of at most " + LONGEST_EXPRESSION + " characters",
                        String.valueOf(length),
                        "Shorten " + rule.madeFrom() + ": fewer entries, or wider ones");
            }
        }
        if (rules.size() > plan.customRules()) {
            problems.add(
                    "cloudflarePlan",
                    "at most " + plan.customRules() + " firewall rules on the plan '" + plan.word() + "'",
                    String.valueOf(rules.size()),
                    "Choose a larger plan");
        }
        RateLimit.of(plan, hostname, admin).check(plan, problems);
    }

    /**
     * Blocks on our host only, since a zone's rules see all of its hosts. The comparison is by prefix on purpose: the
     * field is the caller's Host header, and {@code LLM.example.com:443} or a name with its final dot reaches the same
     * tunnel, where a comparison by equality would have let it past every rule.
     */
    static Expression onHost(Hostname hostname, Expression blocked) {
        return new Expression.And(List.of(host(hostname), blocked));
    }

    /** Requests for the gateway under either name; for rules that concern all of them. */
    public static Expression hosts(Hostname hostname, Optional<Hostname> admin) {
        return admin.<Expression>map(other -> new Expression.Or(List.of(host(hostname), host(other))))
                .orElseGet(() -> host(hostname));
    }

    static Expression host(Hostname hostname) {
        return new Expression.StartsWith(Field.HOST, hostname.value());
    }
}
