package dev.portcullis.infra.cloudflare;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** Bot modes of a whole zone. Bot Fight Mode challenges API clients and cannot be skipped for one host name. */
@ResourceType(type = BotManagement.TOKEN)
public final class BotManagement extends CustomResource {
    static final String TOKEN = "cloudflare:index/botManagement:BotManagement";

    public BotManagement(String name, BotManagementArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options));
    }
}
