package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way a notification reaches people: by mail only, which every plan has. */
public final class NotificationPolicyMechanismsArgs extends ResourceArgs {
    @Import(name = "emails")
    @Nullable
    Output<List<NotificationPolicyMechanismsEmailArgs>> emails;

    private NotificationPolicyMechanismsArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final NotificationPolicyMechanismsArgs args = new NotificationPolicyMechanismsArgs();

        private Builder() {}

        public Builder emails(NotificationPolicyMechanismsEmailArgs... emails) {
            args.emails = Output.of(List.of(emails));
            return this;
        }

        public NotificationPolicyMechanismsArgs build() {
            return args;
        }
    }
}
