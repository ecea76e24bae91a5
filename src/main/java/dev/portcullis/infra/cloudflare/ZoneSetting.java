package dev.portcullis.infra.cloudflare;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** One setting of a whole zone: it reaches every host name in it. */
@ResourceType(type = ZoneSetting.TOKEN)
public final class ZoneSetting extends CustomResource {
    static final String TOKEN = "cloudflare:index/zoneSetting:ZoneSetting";

    public ZoneSetting(String name, ZoneSettingArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options));
    }
}
