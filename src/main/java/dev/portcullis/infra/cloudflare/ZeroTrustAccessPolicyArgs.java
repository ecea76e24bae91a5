package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyIncludeArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyRequireArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inputs of an Access policy; {@code includes} are alternatives, each of them lets a caller in who meets all {@code requires}. */
public final class ZeroTrustAccessPolicyArgs extends ResourceArgs {
    @Import(name = "accountId")
    @Nullable
    Output<String> accountId;

    @Import(name = "name", required = true)
    @Nullable
    Output<String> name;

    @Import(name = "decision", required = true)
    @Nullable
    Output<String> decision;

    @Import(name = "includes")
    @Nullable
    Output<List<ZeroTrustAccessPolicyIncludeArgs>> includes;

    @Import(name = "requires")
    @Nullable
    Output<List<ZeroTrustAccessPolicyRequireArgs>> requires;

    @Import(name = "sessionDuration")
    @Nullable
    Output<String> sessionDuration;

    private ZeroTrustAccessPolicyArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessPolicyArgs args = new ZeroTrustAccessPolicyArgs();

        private Builder() {}

        public Builder accountId(String accountId) {
            args.accountId = Output.of(accountId);
            return this;
        }

        public Builder name(String name) {
            args.name = Output.of(name);
            return this;
        }

        public Builder decision(ZeroTrustAccessPolicyDecision decision) {
            args.decision = Output.of(decision.value());
            return this;
        }

        public Builder includes(List<ZeroTrustAccessPolicyIncludeArgs> includes) {
            args.includes = Output.of(List.copyOf(includes));
            return this;
        }

        public Builder includes(ZeroTrustAccessPolicyIncludeArgs... includes) {
            return includes(List.of(includes));
        }

        public Builder requires(ZeroTrustAccessPolicyRequireArgs... requires) {
            args.requires = Output.of(List.of(requires));
            return this;
        }

        public Builder sessionDuration(String sessionDuration) {
            args.sessionDuration = Output.of(sessionDuration);
            return this;
        }

        public ZeroTrustAccessPolicyArgs build() {
            return args;
        }
    }
}
