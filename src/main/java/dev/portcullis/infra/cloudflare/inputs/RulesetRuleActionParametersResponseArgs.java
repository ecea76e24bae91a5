package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The body of a block, up to 2 KB and 400 to 499; refused on the Free plan. */
public final class RulesetRuleActionParametersResponseArgs extends ResourceArgs {
    @Import(name = "statusCode", required = true)
    @Nullable
    Output<Integer> statusCode;

    @Import(name = "contentType", required = true)
    @Nullable
    Output<String> contentType;

    @Import(name = "content", required = true)
    @Nullable
    Output<String> content;

    private RulesetRuleActionParametersResponseArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final RulesetRuleActionParametersResponseArgs args = new RulesetRuleActionParametersResponseArgs();

        private Builder() {}

        public Builder statusCode(Integer statusCode) {
            args.statusCode = Output.of(statusCode);
            return this;
        }

        public Builder contentType(String contentType) {
            args.contentType = Output.of(contentType);
            return this;
        }

        public Builder content(String content) {
            args.content = Output.of(content);
            return this;
        }

        public RulesetRuleActionParametersResponseArgs build() {
            return args;
        }
    }
}
