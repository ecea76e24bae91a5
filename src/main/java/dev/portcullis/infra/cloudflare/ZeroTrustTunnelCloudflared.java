package dev.portcullis.infra.cloudflare;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** A tunnel, without its connector token: that comes from {@link CloudflareFunctions}. Its host name is {@code <id>.cfargotunnel.com}. */
@ResourceType(type = ZeroTrustTunnelCloudflared.TOKEN)
public final class ZeroTrustTunnelCloudflared extends CustomResource {
    static final String TOKEN = "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared";

    public ZeroTrustTunnelCloudflared(String name, ZeroTrustTunnelCloudflaredArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options, "tunnelSecret"));
    }
}
