package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import dev.portcullis.infra.cloudflare.RulesetAction;
import org.jspecify.annotations.Nullable;

/** One rule; {@code ref} is what keeps its identity when rules are reordered. */
public final class RulesetRuleArgs extends ResourceArgs {
    @Import(name = "ref")
    @Nullable
    Output<String> ref;

    @Import(name = "action", required = true)
    @Nullable
    Output<String> action;

    @Import(name = "actionParameters")
    @Nullable
    Output<RulesetRuleActionParametersArgs> actionParameters;

    @Import(name = "expression", required = true)
    @Nullable
    Output<String> expression;

    @Import(name = "description")
    @Nullable
    Output<String> description;

    @Import(name = "enabled")
    @Nullable
    Output<Boolean> enabled;

    @Import(name = "ratelimit")
    @Nullable
    Output<RulesetRuleRatelimitArgs> ratelimit;

    private RulesetRuleArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final RulesetRuleArgs args = new RulesetRuleArgs();

        private Builder() {}

        public Builder ref(String ref) {
            args.ref = Output.of(ref);
            return this;
        }

        public Builder action(RulesetAction action) {
            args.action = Output.of(action.value());
            return this;
        }

        public Builder actionParameters(RulesetRuleActionParametersArgs actionParameters) {
            args.actionParameters = Output.of(actionParameters);
            return this;
        }

        public Builder expression(String expression) {
            args.expression = Output.of(expression);
            return this;
        }

        public Builder description(String description) {
            args.description = Output.of(description);
            return this;
        }

        public Builder enabled(Boolean enabled) {
            args.enabled = Output.of(enabled);
            return this;
        }

        public Builder ratelimit(RulesetRuleRatelimitArgs ratelimit) {
            args.ratelimit = Output.of(ratelimit);
            return this;
        }

        public RulesetRuleArgs build() {
            return args;
        }
    }
}
