package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The change of one response header: {@code set} with a value, or {@code remove} without. */
public final class RulesetRuleActionParametersHeadersArgs extends ResourceArgs {
    @Import(name = "operation", required = true)
    @Nullable
    Output<String> operation;

    @Import(name = "value")
    @Nullable
    Output<String> value;

    private RulesetRuleActionParametersHeadersArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final RulesetRuleActionParametersHeadersArgs args = new RulesetRuleActionParametersHeadersArgs();

        private Builder() {}

        public Builder operation(String operation) {
            args.operation = Output.of(operation);
            return this;
        }

        public Builder value(String value) {
            args.value = Output.of(value);
            return this;
        }

        public RulesetRuleActionParametersHeadersArgs build() {
            return args;
        }
    }
}
