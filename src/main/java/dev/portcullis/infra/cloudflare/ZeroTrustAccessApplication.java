package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** An Access application. A replaced one has another {@code aud}, which the tunnel and the gate both check. */
@ResourceType(type = ZeroTrustAccessApplication.TOKEN)
@SuppressWarnings("NullAway.Init") // the SDK fills the outputs by reflection, before this constructor's body
public final class ZeroTrustAccessApplication extends CustomResource {
    static final String TOKEN = "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication";

    @Export(name = "aud", refs = String.class, tree = "[0]")
    private Output<String> aud;

    public ZeroTrustAccessApplication(String name, ZeroTrustAccessApplicationArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options));
    }

    public Output<String> aud() {
        return aud;
    }
}
