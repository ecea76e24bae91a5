package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** A condition that everyone must meet beside one of the includes. */
public final class ZeroTrustAccessPolicyRequireArgs extends ResourceArgs {
    @Import(name = "loginMethod")
    @Nullable
    Output<ZeroTrustAccessPolicyRequireLoginMethodArgs> loginMethod;

    private ZeroTrustAccessPolicyRequireArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessPolicyRequireArgs args = new ZeroTrustAccessPolicyRequireArgs();

        private Builder() {}

        public Builder loginMethod(ZeroTrustAccessPolicyRequireLoginMethodArgs loginMethod) {
            args.loginMethod = Output.of(loginMethod);
            return this;
        }

        public ZeroTrustAccessPolicyRequireArgs build() {
            return args;
        }
    }
}
