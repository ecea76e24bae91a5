package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** Everyone with an address of one domain, written without the at sign. */
public final class ZeroTrustAccessPolicyIncludeEmailDomainArgs extends ResourceArgs {
    @Import(name = "domain", required = true)
    @Nullable
    Output<String> domain;

    private ZeroTrustAccessPolicyIncludeEmailDomainArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessPolicyIncludeEmailDomainArgs args =
                new ZeroTrustAccessPolicyIncludeEmailDomainArgs();

        private Builder() {}

        public Builder domain(String domain) {
            args.domain = Output.of(domain);
            return this;
        }

        public ZeroTrustAccessPolicyIncludeEmailDomainArgs build() {
            return args;
        }
    }
}
