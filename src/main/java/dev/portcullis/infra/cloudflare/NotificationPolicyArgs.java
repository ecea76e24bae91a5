package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import dev.portcullis.infra.cloudflare.inputs.NotificationPolicyMechanismsArgs;
import org.jspecify.annotations.Nullable;

/** Inputs of a notification; {@code alertType} is the API's word for the occasion. */
public final class NotificationPolicyArgs extends ResourceArgs {
    @Import(name = "accountId")
    @Nullable
    Output<String> accountId;

    @Import(name = "name", required = true)
    @Nullable
    Output<String> name;

    @Import(name = "description")
    @Nullable
    Output<String> description;

    @Import(name = "alertType", required = true)
    @Nullable
    Output<String> alertType;

    @Import(name = "enabled")
    @Nullable
    Output<Boolean> enabled;

    @Import(name = "mechanisms", required = true)
    @Nullable
    Output<NotificationPolicyMechanismsArgs> mechanisms;

    private NotificationPolicyArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final NotificationPolicyArgs args = new NotificationPolicyArgs();

        private Builder() {}

        public Builder accountId(String accountId) {
            args.accountId = Output.of(accountId);
            return this;
        }

        public Builder name(String name) {
            args.name = Output.of(name);
            return this;
        }

        public Builder description(String description) {
            args.description = Output.of(description);
            return this;
        }

        public Builder alertType(String alertType) {
            args.alertType = Output.of(alertType);
            return this;
        }

        public Builder enabled(Boolean enabled) {
            args.enabled = Output.of(enabled);
            return this;
        }

        public Builder mechanisms(NotificationPolicyMechanismsArgs mechanisms) {
            args.mechanisms = Output.of(mechanisms);
            return this;
        }

        public NotificationPolicyArgs build() {
            return args;
        }
    }
}
