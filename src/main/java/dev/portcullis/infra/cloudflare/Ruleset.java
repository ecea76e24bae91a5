package dev.portcullis.infra.cloudflare;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** All rules of one phase of a zone: a zone has one such ruleset per phase, so this owns the phase. */
@ResourceType(type = Ruleset.TOKEN)
public final class Ruleset extends CustomResource {
    static final String TOKEN = "cloudflare:index/ruleset:Ruleset";

    public Ruleset(String name, RulesetArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options));
    }
}
