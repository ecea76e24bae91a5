package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** One person by the address that the identity provider confirms. */
public final class ZeroTrustAccessPolicyIncludeEmailArgs extends ResourceArgs {
    @Import(name = "email", required = true)
    @Nullable
    Output<String> email;

    private ZeroTrustAccessPolicyIncludeEmailArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessPolicyIncludeEmailArgs args = new ZeroTrustAccessPolicyIncludeEmailArgs();

        private Builder() {}

        public Builder email(String email) {
            args.email = Output.of(email);
            return this;
        }

        public ZeroTrustAccessPolicyIncludeEmailArgs build() {
            return args;
        }
    }
}
