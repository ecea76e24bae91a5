package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connector's own check of the Access JWT; {@code teamName} is the part before {@code .cloudflareaccess.com}. */
public final class ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestAccessArgs extends ResourceArgs {
    @Import(name = "required")
    @Nullable
    Output<Boolean> required;

    @Import(name = "teamName", required = true)
    @Nullable
    Output<String> teamName;

    @Import(name = "audTags", required = true)
    @Nullable
    Output<List<String>> audTags;

    private ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestAccessArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestAccessArgs args =
                new ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestAccessArgs();

        private Builder() {}

        public Builder required(Boolean required) {
            args.required = Output.of(required);
            return this;
        }

        public Builder teamName(String teamName) {
            return teamName(Output.of(teamName));
        }

        public Builder teamName(Output<String> teamName) {
            args.teamName = teamName;
            return this;
        }

        public Builder audTags(Output<List<String>> audTags) {
            args.audTags = audTags;
            return this;
        }

        public ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestAccessArgs build() {
            return args;
        }
    }
}
