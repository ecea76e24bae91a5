package dev.portcullis.infra.cloudflare;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** The rules of a tunnel. Writing them replaces everything that stood there; deleting them leaves them in place. */
@ResourceType(type = ZeroTrustTunnelCloudflaredConfig.TOKEN)
public final class ZeroTrustTunnelCloudflaredConfig extends CustomResource {
    static final String TOKEN = "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig";

    public ZeroTrustTunnelCloudflaredConfig(
            String name, ZeroTrustTunnelCloudflaredConfigArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options));
    }
}
