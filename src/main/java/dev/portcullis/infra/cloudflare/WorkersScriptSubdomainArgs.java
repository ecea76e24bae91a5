package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** Inputs that say whether a Worker has an address of its own beside its route. */
public final class WorkersScriptSubdomainArgs extends ResourceArgs {
    @Import(name = "accountId")
    @Nullable
    Output<String> accountId;

    @Import(name = "scriptName", required = true)
    @Nullable
    Output<String> scriptName;

    @Import(name = "enabled", required = true)
    @Nullable
    Output<Boolean> enabled;

    @Import(name = "previewsEnabled")
    @Nullable
    Output<Boolean> previewsEnabled;

    private WorkersScriptSubdomainArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final WorkersScriptSubdomainArgs args = new WorkersScriptSubdomainArgs();

        private Builder() {}

        public Builder accountId(String accountId) {
            args.accountId = Output.of(accountId);
            return this;
        }

        public Builder scriptName(Output<String> scriptName) {
            args.scriptName = scriptName;
            return this;
        }

        public Builder enabled(Boolean enabled) {
            args.enabled = Output.of(enabled);
            return this;
        }

        public Builder previewsEnabled(Boolean previewsEnabled) {
            args.previewsEnabled = Output.of(previewsEnabled);
            return this;
        }

        public WorkersScriptSubdomainArgs build() {
            return args;
        }
    }
}
