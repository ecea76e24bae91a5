package dev.portcullis.infra.cloudflare;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** A reusable Access policy of the account. */
@ResourceType(type = ZeroTrustAccessPolicy.TOKEN)
public final class ZeroTrustAccessPolicy extends CustomResource {
    static final String TOKEN = "cloudflare:index/zeroTrustAccessPolicy:ZeroTrustAccessPolicy";

    public ZeroTrustAccessPolicy(String name, ZeroTrustAccessPolicyArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options));
    }
}
