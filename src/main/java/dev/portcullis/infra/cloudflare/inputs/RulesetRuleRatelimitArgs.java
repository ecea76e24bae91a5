package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A limit per data centre, never global; {@code characteristics} must have {@code cf.colo.id}, times are in seconds. */
public final class RulesetRuleRatelimitArgs extends ResourceArgs {
    @Import(name = "characteristics", required = true)
    @Nullable
    Output<List<String>> characteristics;

    @Import(name = "period", required = true)
    @Nullable
    Output<Integer> period;

    @Import(name = "requestsPerPeriod")
    @Nullable
    Output<Integer> requestsPerPeriod;

    @Import(name = "mitigationTimeout")
    @Nullable
    Output<Integer> mitigationTimeout;

    @Import(name = "requestsToOrigin")
    @Nullable
    Output<Boolean> requestsToOrigin;

    private RulesetRuleRatelimitArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final RulesetRuleRatelimitArgs args = new RulesetRuleRatelimitArgs();

        private Builder() {}

        public Builder characteristics(String... characteristics) {
            args.characteristics = Output.of(List.of(characteristics));
            return this;
        }

        public Builder period(Integer period) {
            args.period = Output.of(period);
            return this;
        }

        public Builder requestsPerPeriod(Integer requestsPerPeriod) {
            args.requestsPerPeriod = Output.of(requestsPerPeriod);
            return this;
        }

        public Builder mitigationTimeout(Integer mitigationTimeout) {
            args.mitigationTimeout = Output.of(mitigationTimeout);
            return this;
        }

        public Builder requestsToOrigin(Boolean requestsToOrigin) {
            args.requestsToOrigin = Output.of(requestsToOrigin);
            return this;
        }

        public RulesetRuleRatelimitArgs build() {
            return args;
        }
    }
}
