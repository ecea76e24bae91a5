package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The connector's handling of requests under one rule. */
public final class ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs extends ResourceArgs {
    @Import(name = "access")
    @Nullable
    Output<ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestAccessArgs> access;

    private ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs args =
                new ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs();

        private Builder() {}

        public Builder access(ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestAccessArgs access) {
            args.access = Output.of(access);
            return this;
        }

        public ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs build() {
            return args;
        }
    }
}
