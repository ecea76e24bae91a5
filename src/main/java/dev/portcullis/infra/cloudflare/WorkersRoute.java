package dev.portcullis.infra.cloudflare;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** The place where a Worker stands before the origin of a zone's host name. */
@ResourceType(type = WorkersRoute.TOKEN)
public final class WorkersRoute extends CustomResource {
    static final String TOKEN = "cloudflare:index/workersRoute:WorkersRoute";

    public WorkersRoute(String name, WorkersRouteArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options));
    }
}
