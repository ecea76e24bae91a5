package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.InvokeArgs;
import org.jspecify.annotations.Nullable;

/** Names the account. */
public final class GetZeroTrustOrganizationArgs extends InvokeArgs {
    @Import(name = "accountId")
    @Nullable
    Output<String> accountId;

    private GetZeroTrustOrganizationArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final GetZeroTrustOrganizationArgs args = new GetZeroTrustOrganizationArgs();

        private Builder() {}

        public Builder accountId(String accountId) {
            args.accountId = Output.of(accountId);
            return this;
        }

        public GetZeroTrustOrganizationArgs build() {
            return args;
        }
    }
}
