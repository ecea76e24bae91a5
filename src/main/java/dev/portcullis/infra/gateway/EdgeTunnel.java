package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.cloudflare.CloudflareFunctions;
import dev.portcullis.infra.cloudflare.TunnelConfigSource;
import dev.portcullis.infra.cloudflare.ZeroTrustTunnelCloudflared;
import dev.portcullis.infra.cloudflare.ZeroTrustTunnelCloudflaredArgs;
import dev.portcullis.infra.cloudflare.ZeroTrustTunnelCloudflaredConfig;
import dev.portcullis.infra.cloudflare.ZeroTrustTunnelCloudflaredConfigArgs;
import dev.portcullis.infra.cloudflare.inputs.GetZeroTrustOrganizationArgs;
import dev.portcullis.infra.cloudflare.inputs.GetZeroTrustTunnelCloudflaredTokenArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustTunnelCloudflaredConfigConfigArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustTunnelCloudflaredConfigConfigIngressArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestAccessArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.release.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way in: a tunnel that the host opens outwards. The demand for Access's signed assertion stands on the rule
 * itself, because cloudflared ignores it, without a word, when it is written above the rules (cloudflared issue 784).
 */
final class EdgeTunnel {
    /** The gate's listener on the host's loopback. */
    private static final String GATE = "http://127.0.0.1:" + Ports.HOST.callers();

    /** The gate's listener for operators, which is neither the callers' nor the one that probes use. */
    private static final String DOOR = "http://127.0.0.1:" + Ports.HOST.operators();

    private static final String TEAM_DOMAIN = ".cloudflareaccess.com";

    private final ZeroTrustTunnelCloudflared tunnel;
    private final ZeroTrustTunnelCloudflaredConfig config;
    private final Output<String> teamName;
    private final Output<String> token;

    EdgeTunnel(String name, Site site, EdgeAccess access, Optional<EdgeOperators> operators, Resource parent) {
        CustomResourceOptions child = under(parent).build();
        String account = site.settings().edge().cloudflare().accountId().value();
        this.teamName = teamName(site, account);
        List<ZeroTrustTunnelCloudflaredConfigConfigIngressArgs> rules = new ArrayList<>();
        rules.add(rule(site.settings().edge().hostname().value(), GATE, access.audience()));
        operators.ifPresent(door -> rules.add(rule(door.hostname(), DOOR, door.audience())));
        rules.add(nothingElse());
        this.tunnel = new ZeroTrustTunnelCloudflared(
                name + "-tunnel",
                ZeroTrustTunnelCloudflaredArgs.builder()
                        .accountId(account)
                        .name(site.names().prefix())
                        .configSrc(TunnelConfigSource.CLOUDFLARE)
                        .build(),
                child);
        this.config = new ZeroTrustTunnelCloudflaredConfig(
                name + "-tunnel-config",
                ZeroTrustTunnelCloudflaredConfigArgs.builder()
                        .accountId(account)
                        .tunnelId(tunnel.id())
                        .source(TunnelConfigSource.CLOUDFLARE)
                        .config(ZeroTrustTunnelCloudflaredConfigConfigArgs.builder()
                                .ingresses(rules)
                                .build())
                        .build(),
                child);
        this.token = CloudflareFunctions.getZeroTrustTunnelCloudflaredToken(
                        GetZeroTrustTunnelCloudflaredTokenArgs.builder()
                                .accountId(account)
                                .tunnelId(tunnel.id())
                                .build())
                .applyValue(result -> result.token())
                .asSecret();
    }

    Output<String> id() {
        return tunnel.id();
    }

    Resource config() {
        return config;
    }

    /** A holder of this token can take the gateway's traffic; always a secret. */
    Output<String> token() {
        return token;
    }

    /** The issuer of the assertions, as it stands in their {@code iss}. */
    Output<String> issuer() {
        return teamName.applyValue(team -> "https://" + team + TEAM_DOMAIN);
    }

    private ZeroTrustTunnelCloudflaredConfigConfigIngressArgs rule(
            String hostname, String service, Output<String> audience) {
        return ZeroTrustTunnelCloudflaredConfigConfigIngressArgs.builder()
                .hostname(hostname)
                .service(service)
                .originRequest(ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs.builder()
                        .access(ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestAccessArgs.builder()
                                .required(true)
                                .teamName(teamName)
                                .audTags(audience.applyValue(List::of))
                                .build())
                        .build())
                .build();
    }

    private static ZeroTrustTunnelCloudflaredConfigConfigIngressArgs nothingElse() {
        return ZeroTrustTunnelCloudflaredConfigConfigIngressArgs.builder()
                .service("http_status:404")
                .build();
    }

    private static Output<String> teamName(Site site, String account) {
        return site.settings()
                .edge()
                .cloudflare()
                .teamName()
                .map(Output::of)
                .orElseGet(() -> CloudflareFunctions.getZeroTrustOrganization(GetZeroTrustOrganizationArgs.builder()
                                .accountId(account)
                                .build())
                        .applyValue(organization -> organization.authDomain().replace(TEAM_DOMAIN, "")));
    }
}
