package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessApplicationCorsHeadersArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessApplicationPolicyArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inputs of an Access application; {@code sessionDuration} is a Go duration such as {@code 1h}. */
public final class ZeroTrustAccessApplicationArgs extends ResourceArgs {
    @Import(name = "accountId")
    @Nullable
    Output<String> accountId;

    @Import(name = "name")
    @Nullable
    Output<String> name;

    @Import(name = "type")
    @Nullable
    Output<String> type;

    @Import(name = "domain")
    @Nullable
    Output<String> domain;

    @Import(name = "sessionDuration")
    @Nullable
    Output<String> sessionDuration;

    @Import(name = "policies")
    @Nullable
    Output<List<ZeroTrustAccessApplicationPolicyArgs>> policies;

    @Import(name = "serviceAuth401Redirect")
    @Nullable
    Output<Boolean> serviceAuth401Redirect;

    @Import(name = "skipInterstitial")
    @Nullable
    Output<Boolean> skipInterstitial;

    @Import(name = "appLauncherVisible")
    @Nullable
    Output<Boolean> appLauncherVisible;

    @Import(name = "corsHeaders")
    @Nullable
    Output<ZeroTrustAccessApplicationCorsHeadersArgs> corsHeaders;

    @Import(name = "allowedIdps")
    @Nullable
    Output<List<String>> allowedIdps;

    @Import(name = "autoRedirectToIdentity")
    @Nullable
    Output<Boolean> autoRedirectToIdentity;

    @Import(name = "httpOnlyCookieAttribute")
    @Nullable
    Output<Boolean> httpOnlyCookieAttribute;

    @Import(name = "sameSiteCookieAttribute")
    @Nullable
    Output<String> sameSiteCookieAttribute;

    private ZeroTrustAccessApplicationArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZeroTrustAccessApplicationArgs args = new ZeroTrustAccessApplicationArgs();

        private Builder() {}

        public Builder accountId(String accountId) {
            args.accountId = Output.of(accountId);
            return this;
        }

        public Builder name(String name) {
            args.name = Output.of(name);
            return this;
        }

        public Builder type(ZeroTrustAccessApplicationType type) {
            args.type = Output.of(type.value());
            return this;
        }

        public Builder domain(String domain) {
            args.domain = Output.of(domain);
            return this;
        }

        public Builder sessionDuration(String sessionDuration) {
            args.sessionDuration = Output.of(sessionDuration);
            return this;
        }

        public Builder policies(List<ZeroTrustAccessApplicationPolicyArgs> policies) {
            args.policies = Output.of(List.copyOf(policies));
            return this;
        }

        public Builder policies(ZeroTrustAccessApplicationPolicyArgs... policies) {
            return policies(List.of(policies));
        }

        public Builder serviceAuth401Redirect(Boolean serviceAuth401Redirect) {
            args.serviceAuth401Redirect = Output.of(serviceAuth401Redirect);
            return this;
        }

        public Builder skipInterstitial(Boolean skipInterstitial) {
            args.skipInterstitial = Output.of(skipInterstitial);
            return this;
        }

        public Builder appLauncherVisible(Boolean appLauncherVisible) {
            args.appLauncherVisible = Output.of(appLauncherVisible);
            return this;
        }

        public Builder corsHeaders(ZeroTrustAccessApplicationCorsHeadersArgs corsHeaders) {
            args.corsHeaders = Output.of(corsHeaders);
            return this;
        }

        public Builder allowedIdps(List<String> allowedIdps) {
            args.allowedIdps = Output.of(List.copyOf(allowedIdps));
            return this;
        }

        public Builder autoRedirectToIdentity(Boolean autoRedirectToIdentity) {
            args.autoRedirectToIdentity = Output.of(autoRedirectToIdentity);
            return this;
        }

        public Builder httpOnlyCookieAttribute(Boolean httpOnlyCookieAttribute) {
            args.httpOnlyCookieAttribute = Output.of(httpOnlyCookieAttribute);
            return this;
        }

        public Builder sameSiteCookieAttribute(String sameSiteCookieAttribute) {
            args.sameSiteCookieAttribute = Output.of(sameSiteCookieAttribute);
            return this;
        }

        public ZeroTrustAccessApplicationArgs build() {
            return args;
        }
    }
}
