package dev.portcullis.doctor;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Every row that the doctor can print. The table in the documentation is made from it, and a test breaks each once. */
public enum FactKind {
    JDK(Area.MACHINE, "JDK", "version 17 or later"),
    PULUMI_CLI(Area.MACHINE, "Pulumi CLI", "the pinned version, or another of the same major version"),
    PULUMI_LOGIN(Area.MACHINE, "Pulumi login", "a login to the state"),
    PLUGIN(Area.MACHINE, "Pulumi plugin %s", "the pinned version, installed or installed by pulumi up"),
    AWS_CLI(Area.MACHINE, "AWS CLI", "one, for sessions onto the host alone"),
    SESSION_PLUGIN(Area.MACHINE, "session-manager-plugin", "one, for sessions onto the host alone"),
    STACK_FILE(Area.MACHINE, "%s", "a file without a mistake"),

    STATE(Area.MACHINE, "Pulumi state", "encrypted where it lies"),

    CLOUDFLARE_TOKEN(Area.CLOUDFLARE, "Cloudflare token", "an active token that lasts longer than a day"),
    PERMISSION(Area.CLOUDFLARE, "permission %s", "granted"),
    ZONE(Area.CLOUDFLARE, "zone", "active"),
    ZONE_ACCOUNT(Area.CLOUDFLARE, "zone's account", "portcullis:cloudflareAccountId"),
    ZONE_PLAN(Area.CLOUDFLARE, "zone's plan", "portcullis:cloudflarePlan or a greater one"),
    HOSTNAME(Area.CLOUDFLARE, "host name", "a name of the zone, and not the zone's own"),
    CERTIFICATE(Area.CLOUDFLARE, "certificate", "one that covers the host name: a universal one covers one label"),
    ZERO_TRUST(Area.CLOUDFLARE, "Zero Trust", "switched on, with a team name"),
    TEAM_NAME(Area.CLOUDFLARE, "team name", "portcullis:teamName as in Zero Trust"),
    DNS_RECORD(Area.CLOUDFLARE, "DNS record %s", "none, or the stack's own"),
    RULESET(Area.CLOUDFLARE, "ruleset of %s", "none, or the stack's own"),

    AWS_IDENTITY(Area.AWS, "AWS identity", "credentials that AWS accepts"),
    AWS_SESSION(Area.AWS, "AWS session", "one that lasts longer than half an hour"),
    AVAILABILITY_ZONE(Area.AWS, "zone %s", "available, and in aws:region"),
    INSTANCE_TYPE(Area.AWS, "instance type %s", "offered in the availability zone"),
    VCPU_QUOTA(Area.AWS, "quota of vCPUs", "as many as the instance type has, or more"),
    ANTHROPIC_FORM(Area.AWS, "Anthropic's first-use form", "filled in"),
    MODEL(Area.AWS, "model %s", "usable in this account and region"),
    GUARDRAIL(Area.AWS, "guardrail %s", "ready in aws:region, where portcullis:guardrail names one"),
    MODEL_QUOTA(Area.AWS, "quota of %s", "above 0"),
    BUDGETS(Area.AWS, "budgets", "visible to these credentials"),
    ALERT_MAIL(Area.AWS, "alert mail", "confirmed"),
    OIDC_PROVIDER(Area.AWS, "GitHub's OIDC provider", "as portcullis:githubProviderExists says"),

    WAY_DNS(Area.CHAIN, "DNS", "an address for the host name"),
    WAY_EDGE(Area.CHAIN, "edge rules", "a request of a client passes"),
    WAY_ACCESS(Area.CHAIN, "Access", "a client passes, and nobody without a service token"),
    ACCESS_APPLICATION(Area.CHAIN, "Access application", "one whose policy names every client's token"),
    OPERATORS_APPLICATION(Area.CHAIN, "operators' Access application", "one whose policies name the operators' token"),
    SERVICE_TOKEN(Area.CHAIN, "service token of %s", "one that lasts longer than a day"),
    WAY_TUNNEL(Area.CHAIN, "way through the tunnel", "a request reaches the host"),
    TUNNEL(Area.CHAIN, "tunnel", "healthy"),
    CLOUDFLARED(Area.CHAIN, "cloudflared", "the pinned version"),
    HOST(Area.CHAIN, "host", "healthy, with the desired state applied"),
    WAY_GATE(Area.CHAIN, "gate", "a client and its key are served"),
    WAY_LITELLM(Area.CHAIN, "LiteLLM", "answers"),
    WAY_BEDROCK(Area.CHAIN, "Bedrock", "counts the tokens of a message"),
    WAY_OPERATORS(Area.CHAIN, "operators' door", "a request with the operators' service token passes");

    /** A part of the way to an answer; a report has them in this order. */
    public enum Area {
        MACHINE("this machine"),
        CLOUDFLARE("Cloudflare"),
        AWS("AWS"),
        CHAIN("the way of a request");

        private final String title;

        Area(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Nothing that fails for the lack of them concerns a deployment or a caller, so they never make the doctor exit with 1. */
    private static final Set<FactKind> NEVER_FAIL = EnumSet.of(AWS_CLI, SESSION_PLUGIN);

    private final Area area;
    private final String title;
    private final String expected;

    FactKind(Area area, String title, String expected) {
        this.area = area;
        this.title = title;
        this.expected = expected;
    }

    public Area area() {
        return area;
    }

    /** With {@code %s} where each row names what it is about. */
    public String title() {
        return title;
    }

    public String expected() {
        return expected;
    }

    /** For programs: {@code dns-record}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Fact holds(String about, String found) {
        return new Fact(this, about, Fact.Standing.HOLDS, expected, found, "");
    }

    /** Whether a deployment or a caller relies on it; of the others the doctor only tells. */
    public boolean canFail() {
        return !NEVER_FAIL.contains(this);
    }

    Fact fails(String about, String found, String remedy) {
        if (!canFail()) {
            throw new IllegalStateException(word() + " is a row that never fails");
        }
        return new Fact(this, about, Fact.Standing.FAILS, expected, found, remedy);
    }

    Fact notAsked(String about, String reason) {
        return new Fact(this, about, Fact.Standing.NOT_ASKED, expected, "", reason);
    }

    Fact of(String about, boolean holds, String found, String remedy) {
        return holds ? holds(about, found) : fails(about, found, remedy);
    }
}
