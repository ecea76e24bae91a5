package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ingress rules in order; the last one must have a service and no host name. */
public final class ZeroTrustTunnelCloudflaredConfigConfigArgs extends ResourceArgs {
    @Import(name = "ingresses")
    @Nullable
    Output<List<ZeroTrustTunnelCloudflaredConfigConfigIngressArgs>> ingresses;

    private ZeroTrustTunnelCloudflaredConfigConfigArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustTunnelCloudflaredConfigConfigArgs args =
                new ZeroTrustTunnelCloudflaredConfigConfigArgs();

        private Builder() {}

        public Builder ingresses(List<ZeroTrustTunnelCloudflaredConfigConfigIngressArgs> ingresses) {
            args.ingresses = Output.of(List.copyOf(ingresses));
            return this;
        }

        public Builder ingresses(ZeroTrustTunnelCloudflaredConfigConfigIngressArgs... ingresses) {
            return ingresses(List.of(ingresses));
        }

        public ZeroTrustTunnelCloudflaredConfigConfigArgs build() {
            return args;
        }
    }
}
