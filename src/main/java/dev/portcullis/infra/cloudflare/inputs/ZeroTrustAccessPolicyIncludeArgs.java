package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The admitted caller: a named service token. The selector for every token of the account is left out on purpose. */
public final class ZeroTrustAccessPolicyIncludeArgs extends ResourceArgs {
    @Import(name = "serviceToken")
    @Nullable
    Output<ZeroTrustAccessPolicyIncludeServiceTokenArgs> serviceToken;

    private ZeroTrustAccessPolicyIncludeArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessPolicyIncludeArgs args = new ZeroTrustAccessPolicyIncludeArgs();

        private Builder() {}

        public Builder serviceToken(ZeroTrustAccessPolicyIncludeServiceTokenArgs serviceToken) {
            args.serviceToken = Output.of(serviceToken);
            return this;
        }

        public ZeroTrustAccessPolicyIncludeArgs build() {
            return args;
        }
    }
}
