package dev.portcullis.infra.cloudflare.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** A mailbox; {@code id} is its address. */
public final class NotificationPolicyMechanismsEmailArgs extends ResourceArgs {
    @Import(name = "id")
    @Nullable
    Output<String> id;

    private NotificationPolicyMechanismsEmailArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final NotificationPolicyMechanismsEmailArgs args = new NotificationPolicyMechanismsEmailArgs();

        private Builder() {}

        public Builder id(String id) {
            args.id = Output.of(id);
            return this;
        }

        public NotificationPolicyMechanismsEmailArgs build() {
            return args;
        }
    }
}
