package dev.portcullis.infra.cloudflare;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** Whether a Worker answers at workers.dev too, where no Access stands before it. */
@ResourceType(type = WorkersScriptSubdomain.TOKEN)
public final class WorkersScriptSubdomain extends CustomResource {
    static final String TOKEN = "cloudflare:index/workersScriptSubdomain:WorkersScriptSubdomain";

    public WorkersScriptSubdomain(String name, WorkersScriptSubdomainArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options));
    }
}
