package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.InvokeArgs;
import org.jspecify.annotations.Nullable;

/** Names the zone. */
public final class GetBotManagementArgs extends InvokeArgs {
    @Import(name = "zoneId", required = true)
    @Nullable
    Output<String> zoneId;

    private GetBotManagementArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final GetBotManagementArgs args = new GetBotManagementArgs();

        private Builder() {}

        public Builder zoneId(String zoneId) {
            args.zoneId = Output.of(zoneId);
            return this;
        }

        public GetBotManagementArgs build() {
            return args;
        }
    }
}
