package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.InvokeArgs;
import org.jspecify.annotations.Nullable;

/** Names the account and the tunnel. */
public final class GetZeroTrustTunnelCloudflaredTokenArgs extends InvokeArgs {
    @Import(name = "accountId")
    @Nullable
    Output<String> accountId;

    @Import(name = "tunnelId", required = true)
    @Nullable
    Output<String> tunnelId;

    private GetZeroTrustTunnelCloudflaredTokenArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final GetZeroTrustTunnelCloudflaredTokenArgs args = new GetZeroTrustTunnelCloudflaredTokenArgs();

        private Builder() {}

        public Builder accountId(String accountId) {
            args.accountId = Output.of(accountId);
            return this;
        }

        public Builder tunnelId(String tunnelId) {
            return tunnelId(Output.of(tunnelId));
        }

        public Builder tunnelId(Output<String> tunnelId) {
            args.tunnelId = tunnelId;
            return this;
        }

        public GetZeroTrustTunnelCloudflaredTokenArgs build() {
            return args;
        }
    }
}
