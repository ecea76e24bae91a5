package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of an action: {@code bic} for a configuration, {@code headers} for a rewrite. */
public final class RulesetRuleActionParametersArgs extends ResourceArgs {
    @Import(name = "bic")
    @Nullable
    Output<Boolean> bic;

    @Import(name = "headers")
    @Nullable
    Output<Map<String, RulesetRuleActionParametersHeadersArgs>> headers;

    private RulesetRuleActionParametersArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final RulesetRuleActionParametersArgs args = new RulesetRuleActionParametersArgs();

        private Builder() {}

        public Builder bic(Boolean bic) {
            args.bic = Output.of(bic);
            return this;
        }

        public Builder headers(Map<String, RulesetRuleActionParametersHeadersArgs> headers) {
            args.headers = Output.of(headers);
            return this;
        }

        public RulesetRuleActionParametersArgs build() {
            return args;
        }
    }
}
