package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** A value that a Worker reads from its environment: {@code plain_text}, or {@code secret_text}, which nobody reads back. */
public final class WorkersScriptBindingArgs extends ResourceArgs {
    @Import(name = "name", required = true)
    @Nullable
    Output<String> name;

    @Import(name = "type", required = true)
    @Nullable
    Output<String> type;

    @Import(name = "text")
    @Nullable
    Output<String> text;

    private WorkersScriptBindingArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final WorkersScriptBindingArgs args = new WorkersScriptBindingArgs();

        private Builder() {}

        public Builder name(String name) {
            args.name = Output.of(name);
            return this;
        }

        public Builder type(String type) {
            args.type = Output.of(type);
            return this;
        }

        public Builder text(Output<String> text) {
            args.text = text;
            return this;
        }

        public WorkersScriptBindingArgs build() {
            return args;
        }
    }
}
