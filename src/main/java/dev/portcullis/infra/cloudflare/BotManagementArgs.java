package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** Inputs of a zone's bot modes. */
public final class BotManagementArgs extends ResourceArgs {
    @Import(name = "zoneId", required = true)
    @Nullable
    Output<String> zoneId;

    @Import(name = "fightMode")
    @Nullable
    Output<Boolean> fightMode;

    @Import(name = "enableJs")
    @Nullable
    Output<Boolean> enableJs;

    @Import(name = "isRobotsTxtManaged")
    @Nullable
    Output<Boolean> isRobotsTxtManaged;

    private BotManagementArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final BotManagementArgs args = new BotManagementArgs();

        private Builder() {}

        public Builder zoneId(String zoneId) {
            args.zoneId = Output.of(zoneId);
            return this;
        }

        public Builder fightMode(Boolean fightMode) {
            args.fightMode = Output.of(fightMode);
            return this;
        }

        public Builder enableJs(Boolean enableJs) {
            args.enableJs = Output.of(enableJs);
            return this;
        }

        public Builder isRobotsTxtManaged(Output<Boolean> isRobotsTxtManaged) {
            args.isRobotsTxtManaged = isRobotsTxtManaged;
            return this;
        }

        public BotManagementArgs build() {
            return args;
        }
    }
}
