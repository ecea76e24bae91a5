package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/**
 * The admitted caller: exactly one of these. The selectors for everyone and for every token of the account are left out
 * on purpose.
 */
public final class ZeroTrustAccessPolicyIncludeArgs extends ResourceArgs {
    @Import(name = "serviceToken")
    @Nullable
    Output<ZeroTrustAccessPolicyIncludeServiceTokenArgs> serviceToken;

    @Import(name = "email")
    @Nullable
    Output<ZeroTrustAccessPolicyIncludeEmailArgs> email;

    @Import(name = "emailDomain")
    @Nullable
    Output<ZeroTrustAccessPolicyIncludeEmailDomainArgs> emailDomain;

    @Import(name = "group")
    @Nullable
    Output<ZeroTrustAccessPolicyIncludeGroupArgs> group;

    private ZeroTrustAccessPolicyIncludeArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessPolicyIncludeArgs args = new ZeroTrustAccessPolicyIncludeArgs();

        private Builder() {}

        public Builder serviceToken(ZeroTrustAccessPolicyIncludeServiceTokenArgs serviceToken) {
            args.serviceToken = Output.of(serviceToken);
            return this;
        }

        public Builder email(ZeroTrustAccessPolicyIncludeEmailArgs email) {
            args.email = Output.of(email);
            return this;
        }

        public Builder emailDomain(ZeroTrustAccessPolicyIncludeEmailDomainArgs emailDomain) {
            args.emailDomain = Output.of(emailDomain);
            return this;
        }

        public Builder group(ZeroTrustAccessPolicyIncludeGroupArgs group) {
            args.group = Output.of(group);
            return this;
        }

        public ZeroTrustAccessPolicyIncludeArgs build() {
            return args;
        }
    }
}
