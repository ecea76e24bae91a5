package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** One service token by its resource id, which is not its client id. */
public final class ZeroTrustAccessPolicyIncludeServiceTokenArgs extends ResourceArgs {
    @Import(name = "tokenId", required = true)
    @Nullable
    Output<String> tokenId;

    private ZeroTrustAccessPolicyIncludeServiceTokenArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessPolicyIncludeServiceTokenArgs args =
                new ZeroTrustAccessPolicyIncludeServiceTokenArgs();

        private Builder() {}

        public Builder tokenId(Output<String> tokenId) {
            args.tokenId = tokenId;
            return this;
        }

        public ZeroTrustAccessPolicyIncludeServiceTokenArgs build() {
            return args;
        }
    }
}
