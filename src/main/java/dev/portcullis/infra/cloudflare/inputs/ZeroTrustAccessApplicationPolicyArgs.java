package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** A reusable policy by its id; policies are asked in the order of {@code precedence}, from 1. */
public final class ZeroTrustAccessApplicationPolicyArgs extends ResourceArgs {
    @Import(name = "id")
    @Nullable
    Output<String> id;

    @Import(name = "precedence")
    @Nullable
    Output<Integer> precedence;

    private ZeroTrustAccessApplicationPolicyArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessApplicationPolicyArgs args = new ZeroTrustAccessApplicationPolicyArgs();

        private Builder() {}

        public Builder id(Output<String> id) {
            args.id = id;
            return this;
        }

        public Builder precedence(Integer precedence) {
            args.precedence = Output.of(precedence);
            return this;
        }

        public ZeroTrustAccessApplicationPolicyArgs build() {
            return args;
        }
    }
}
