package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** One ingress rule. There is no {@code path}: it is an unanchored regular expression, and paths are policy. */
public final class ZeroTrustTunnelCloudflaredConfigConfigIngressArgs extends ResourceArgs {
    @Import(name = "hostname")
    @Nullable
    Output<String> hostname;

    @Import(name = "service", required = true)
    @Nullable
    Output<String> service;

    @Import(name = "originRequest")
    @Nullable
    Output<ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs> originRequest;

    private ZeroTrustTunnelCloudflaredConfigConfigIngressArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustTunnelCloudflaredConfigConfigIngressArgs args =
                new ZeroTrustTunnelCloudflaredConfigConfigIngressArgs();

        private Builder() {}

        public Builder hostname(String hostname) {
            args.hostname = Output.of(hostname);
            return this;
        }

        public Builder service(String service) {
            args.service = Output.of(service);
            return this;
        }

        public Builder originRequest(ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs originRequest) {
            args.originRequest = Output.of(originRequest);
            return this;
        }

        public ZeroTrustTunnelCloudflaredConfigConfigIngressArgs build() {
            return args;
        }
    }
}
