package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import dev.portcullis.infra.cloudflare.inputs.WorkersScriptBindingArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inputs of a Worker that is one module. */
public final class WorkersScriptArgs extends ResourceArgs {
    @Import(name = "accountId")
    @Nullable
    Output<String> accountId;

    @Import(name = "scriptName", required = true)
    @Nullable
    Output<String> scriptName;

    @Import(name = "content")
    @Nullable
    Output<String> content;

    @Import(name = "mainModule")
    @Nullable
    Output<String> mainModule;

    @Import(name = "compatibilityDate")
    @Nullable
    Output<String> compatibilityDate;

    @Import(name = "bindings")
    @Nullable
    Output<List<WorkersScriptBindingArgs>> bindings;

    private WorkersScriptArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final WorkersScriptArgs args = new WorkersScriptArgs();

        private Builder() {}

        public Builder accountId(String accountId) {
            args.accountId = Output.of(accountId);
            return this;
        }

        public Builder scriptName(String scriptName) {
            args.scriptName = Output.of(scriptName);
            return this;
        }

        public Builder content(String content) {
            args.content = Output.of(content);
            return this;
        }

        public Builder mainModule(String mainModule) {
            args.mainModule = Output.of(mainModule);
            return this;
        }

        public Builder compatibilityDate(String compatibilityDate) {
            args.compatibilityDate = Output.of(compatibilityDate);
            return this;
        }

        public Builder bindings(WorkersScriptBindingArgs... bindings) {
            args.bindings = Output.of(List.of(bindings));
            return this;
        }

        public WorkersScriptArgs build() {
            return args;
        }
    }
}
