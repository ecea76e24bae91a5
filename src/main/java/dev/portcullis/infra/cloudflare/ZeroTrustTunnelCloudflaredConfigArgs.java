package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustTunnelCloudflaredConfigConfigArgs;
import org.jspecify.annotations.Nullable;

/** Inputs of a tunnel's configuration. */
public final class ZeroTrustTunnelCloudflaredConfigArgs extends ResourceArgs {
    @Import(name = "accountId")
    @Nullable
    Output<String> accountId;

    @Import(name = "tunnelId", required = true)
    @Nullable
    Output<String> tunnelId;

    @Import(name = "source")
    @Nullable
    Output<String> source;

    @Import(name = "config")
    @Nullable
    Output<ZeroTrustTunnelCloudflaredConfigConfigArgs> config;

    private ZeroTrustTunnelCloudflaredConfigArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustTunnelCloudflaredConfigArgs args = new ZeroTrustTunnelCloudflaredConfigArgs();

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

        public Builder source(TunnelConfigSource source) {
            args.source = Output.of(source.value());
            return this;
        }

        public Builder config(ZeroTrustTunnelCloudflaredConfigConfigArgs config) {
            args.config = Output.of(config);
            return this;
        }

        public ZeroTrustTunnelCloudflaredConfigArgs build() {
            return args;
        }
    }
}
