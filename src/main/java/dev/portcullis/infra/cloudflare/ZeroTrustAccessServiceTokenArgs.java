package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** Inputs of a service token; {@code duration} is a Go duration, {@code previousClientSecretExpiresAt} RFC 3339. */
public final class ZeroTrustAccessServiceTokenArgs extends ResourceArgs {
    @Import(name = "accountId")
    @Nullable
    Output<String> accountId;

    @Import(name = "name", required = true)
    @Nullable
    Output<String> name;

    @Import(name = "duration")
    @Nullable
    Output<String> duration;

    @Import(name = "clientSecretVersion")
    @Nullable
    Output<Double> clientSecretVersion;

    @Import(name = "previousClientSecretExpiresAt")
    @Nullable
    Output<String> previousClientSecretExpiresAt;

    private ZeroTrustAccessServiceTokenArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessServiceTokenArgs args = new ZeroTrustAccessServiceTokenArgs();

        private Builder() {}

        public Builder accountId(String accountId) {
            args.accountId = Output.of(accountId);
            return this;
        }

        public Builder name(String name) {
            args.name = Output.of(name);
            return this;
        }

        public Builder duration(String duration) {
            args.duration = Output.of(duration);
            return this;
        }

        public Builder clientSecretVersion(Double clientSecretVersion) {
            args.clientSecretVersion = Output.of(clientSecretVersion);
            return this;
        }

        public Builder previousClientSecretExpiresAt(String previousClientSecretExpiresAt) {
            args.previousClientSecretExpiresAt = Output.of(previousClientSecretExpiresAt);
            return this;
        }

        public ZeroTrustAccessServiceTokenArgs build() {
            return args;
        }
    }
}
