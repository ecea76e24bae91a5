package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.cloudflare.DnsRecord;
import dev.portcullis.infra.cloudflare.DnsRecordArgs;
import dev.portcullis.infra.cloudflare.DnsRecordType;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything at Cloudflare. Order is part of its security: tokens, policy, application, tunnel configuration; the DNS
 * record comes last of all and by itself ({@link #publish}), since a name that resolves before the application exists
 * is open to anyone.
 */
final class Edge extends ComponentResource {
    private final String name;
    private final Site site;
    private final EdgeAccess access;
    private final Optional<EdgeOperators> operators;
    private final EdgeTunnel tunnel;
    private final List<Resource> rulesets;

    record Args(EdgeRules rules, RateLimit rateLimit) {}

    Edge(String name, Site site, Args args) {
        super("portcullis:index:Edge", name, site.component());
        this.name = name;
        this.site = site;
        this.access = new EdgeAccess(name, site, this);
        this.operators = site.settings().operators().map(some -> new EdgeOperators(name, site, some, this));
        this.tunnel = new EdgeTunnel(name, site, access, operators, this);
        this.rulesets = EdgeRulesets.declare(name, site, args.rules(), args.rateLimit(), this);
        registerOutputs(Map.of("audience", access.audience(), "tunnelId", tunnel.id()));
    }

    EdgeAccess access() {
        return access;
    }

    Optional<EdgeOperators> operators() {
        return operators;
    }

    EdgeTunnel tunnel() {
        return tunnel;
    }

    /** Gives the gateway its names. On destroy they are the first thing to go, for the same reason that they come last. */
    void publish(Resource host) {
        List<Resource> before = new ArrayList<>(rulesets);
        before.add(host);
        before.add(access.application());
        operators.ifPresent(door -> before.add(door.application()));
        before.add(tunnel.config());
        record(name + "-dns", site.settings().edge().hostname().value(), before);
        operators.ifPresent(door -> record(name + "-operators-dns", door.hostname(), before));
    }

    private void record(String resource, String hostname, List<Resource> before) {
        new DnsRecord(
                resource,
                DnsRecordArgs.builder()
                        .zoneId(site.settings().edge().cloudflare().zoneId().value())
                        .name(hostname)
                        .type(DnsRecordType.CNAME)
                        .content(Output.format("%s.cfargotunnel.com", tunnel.id()))
                        .proxied(true)
                        // 1 means automatic, the only value for a proxied record.
                        .ttl(1.0)
                        .comment("Portcullis " + site.names().stack())
                        .build(),
                under(this).dependsOn(before.toArray(Resource[]::new)).build());
    }
}
