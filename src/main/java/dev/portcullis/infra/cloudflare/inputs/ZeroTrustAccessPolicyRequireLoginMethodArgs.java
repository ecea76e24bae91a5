package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The one login method by which a person must have signed in, by its id. */
public final class ZeroTrustAccessPolicyRequireLoginMethodArgs extends ResourceArgs {
    @Import(name = "id", required = true)
    @Nullable
    Output<String> id;

    private ZeroTrustAccessPolicyRequireLoginMethodArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessPolicyRequireLoginMethodArgs args =
                new ZeroTrustAccessPolicyRequireLoginMethodArgs();

        private Builder() {}

        public Builder id(String id) {
            args.id = Output.of(id);
            return this;
        }

        public ZeroTrustAccessPolicyRequireLoginMethodArgs build() {
            return args;
        }
    }
}
