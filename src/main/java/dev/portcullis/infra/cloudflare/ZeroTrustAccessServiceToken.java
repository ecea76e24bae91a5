package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** A client's two header values. The secret is known after creation and after each change of its version. */
@ResourceType(type = ZeroTrustAccessServiceToken.TOKEN)
@SuppressWarnings("NullAway.Init") // the SDK fills the outputs by reflection, before this constructor's body
public final class ZeroTrustAccessServiceToken extends CustomResource {
    static final String TOKEN = "cloudflare:index/zeroTrustAccessServiceToken:ZeroTrustAccessServiceToken";

    @Export(name = "clientId", refs = String.class, tree = "[0]")
    private Output<String> clientId;

    @Export(name = "clientSecret", refs = String.class, tree = "[0]")
    private Output<String> clientSecret;

    @Export(name = "expiresAt", refs = String.class, tree = "[0]")
    private Output<String> expiresAt;

    public ZeroTrustAccessServiceToken(
            String name, ZeroTrustAccessServiceTokenArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options, "clientSecret"));
    }

    public Output<String> clientId() {
        return clientId;
    }

    public Output<String> clientSecret() {
        return clientSecret;
    }

    public Output<String> expiresAt() {
        return expiresAt;
    }
}
