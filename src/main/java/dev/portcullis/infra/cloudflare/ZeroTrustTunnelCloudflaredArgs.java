package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** Inputs of a tunnel; without a {@code tunnelSecret} Cloudflare makes one. */
public final class ZeroTrustTunnelCloudflaredArgs extends ResourceArgs {
    @Import(name = "accountId")
    @Nullable
    Output<String> accountId;

    @Import(name = "name", required = true)
    @Nullable
    Output<String> name;

    @Import(name = "configSrc")
    @Nullable
    Output<String> configSrc;

    @Import(name = "tunnelSecret")
    @Nullable
    Output<String> tunnelSecret;

    private ZeroTrustTunnelCloudflaredArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustTunnelCloudflaredArgs args = new ZeroTrustTunnelCloudflaredArgs();

        private Builder() {}

        public Builder accountId(String accountId) {
            args.accountId = Output.of(accountId);
            return this;
        }

        public Builder name(String name) {
            args.name = Output.of(name);
            return this;
        }

        public Builder configSrc(TunnelConfigSource configSrc) {
            args.configSrc = Output.of(configSrc.value());
            return this;
        }

        /** Sent as a secret, whatever it was marked as. */
        public Builder tunnelSecret(Output<String> tunnelSecret) {
            args.tunnelSecret = tunnelSecret.asSecret();
            return this;
        }

        public ZeroTrustTunnelCloudflaredArgs build() {
            return args;
        }
    }
}
