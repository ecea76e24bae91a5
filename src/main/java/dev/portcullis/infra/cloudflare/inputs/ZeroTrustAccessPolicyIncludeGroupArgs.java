package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The people of a rule group of Access, by its id. */
public final class ZeroTrustAccessPolicyIncludeGroupArgs extends ResourceArgs {
    @Import(name = "id", required = true)
    @Nullable
    Output<String> id;

    private ZeroTrustAccessPolicyIncludeGroupArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessPolicyIncludeGroupArgs args = new ZeroTrustAccessPolicyIncludeGroupArgs();

        private Builder() {}

        public Builder id(String id) {
            args.id = Output.of(id);
            return this;
        }

        public ZeroTrustAccessPolicyIncludeGroupArgs build() {
            return args;
        }
    }
}
