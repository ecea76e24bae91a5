package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import dev.portcullis.infra.cloudflare.inputs.RulesetRuleArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inputs of a ruleset. */
public final class RulesetArgs extends ResourceArgs {
    @Import(name = "zoneId")
    @Nullable
    Output<String> zoneId;

    @Import(name = "name", required = true)
    @Nullable
    Output<String> name;

    @Import(name = "kind", required = true)
    @Nullable
    Output<String> kind;

    @Import(name = "phase", required = true)
    @Nullable
    Output<String> phase;

    @Import(name = "description")
    @Nullable
    Output<String> description;

    @Import(name = "rules")
    @Nullable
    Output<List<RulesetRuleArgs>> rules;

    private RulesetArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final RulesetArgs args = new RulesetArgs();

        private Builder() {}

        public Builder zoneId(String zoneId) {
            args.zoneId = Output.of(zoneId);
            return this;
        }

        public Builder name(String name) {
            args.name = Output.of(name);
            return this;
        }

        public Builder kind(RulesetKind kind) {
            args.kind = Output.of(kind.value());
            return this;
        }

        public Builder phase(RulesetPhase phase) {
            args.phase = Output.of(phase.value());
            return this;
        }

        public Builder description(String description) {
            args.description = Output.of(description);
            return this;
        }

        public Builder rules(List<RulesetRuleArgs> rules) {
            args.rules = Output.of(List.copyOf(rules));
            return this;
        }

        public Builder rules(RulesetRuleArgs... rules) {
            return rules(List.of(rules));
        }

        public RulesetArgs build() {
            return args;
        }
    }
}
