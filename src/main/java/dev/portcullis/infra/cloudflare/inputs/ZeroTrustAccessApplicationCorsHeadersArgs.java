package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access's own answer to a preflight; {@code maxAge} is in seconds. */
public final class ZeroTrustAccessApplicationCorsHeadersArgs extends ResourceArgs {
    @Import(name = "allowedOrigins")
    @Nullable
    Output<List<String>> allowedOrigins;

    @Import(name = "allowedMethods")
    @Nullable
    Output<List<String>> allowedMethods;

    @Import(name = "allowedHeaders")
    @Nullable
    Output<List<String>> allowedHeaders;

    @Import(name = "allowAllHeaders")
    @Nullable
    Output<Boolean> allowAllHeaders;

    @Import(name = "allowCredentials")
    @Nullable
    Output<Boolean> allowCredentials;

    @Import(name = "maxAge")
    @Nullable
    Output<Double> maxAge;

    private ZeroTrustAccessApplicationCorsHeadersArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessApplicationCorsHeadersArgs args = new ZeroTrustAccessApplicationCorsHeadersArgs();

        private Builder() {}

        public Builder allowedOrigins(List<String> allowedOrigins) {
            args.allowedOrigins = Output.of(List.copyOf(allowedOrigins));
            return this;
        }

        public Builder allowedMethods(List<String> allowedMethods) {
            args.allowedMethods = Output.of(List.copyOf(allowedMethods));
            return this;
        }

        public Builder allowedHeaders(List<String> allowedHeaders) {
            args.allowedHeaders = Output.of(List.copyOf(allowedHeaders));
            return this;
        }

        public Builder allowAllHeaders(Boolean allowAllHeaders) {
            args.allowAllHeaders = Output.of(allowAllHeaders);
            return this;
        }

        public Builder allowCredentials(Boolean allowCredentials) {
            args.allowCredentials = Output.of(allowCredentials);
            return this;
        }

        public Builder maxAge(Double maxAge) {
            args.maxAge = Output.of(maxAge);
            return this;
        }

        public ZeroTrustAccessApplicationCorsHeadersArgs build() {
            return args;
        }
    }
}
