package dev.portcullis.infra.cloudflare;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** A mail that Cloudflare sends by itself, such as the one a week before a service token expires. */
@ResourceType(type = NotificationPolicy.TOKEN)
public final class NotificationPolicy extends CustomResource {
    static final String TOKEN = "cloudflare:index/notificationPolicy:NotificationPolicy";

    public NotificationPolicy(String name, NotificationPolicyArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options));
    }
}
