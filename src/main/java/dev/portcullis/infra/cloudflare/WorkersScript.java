package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** A program that Cloudflare runs in front of an origin. */
@ResourceType(type = WorkersScript.TOKEN)
@SuppressWarnings("NullAway.Init") // the SDK fills the outputs by reflection, before this constructor's body
public final class WorkersScript extends CustomResource {
    static final String TOKEN = "cloudflare:index/workersScript:WorkersScript";

    @Export(name = "scriptName", refs = String.class, tree = "[0]")
    private Output<String> scriptName;

    public WorkersScript(String name, WorkersScriptArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options));
    }

    /** Known only when the script is there, so that a route to it comes after it. */
    public Output<String> scriptName() {
        return scriptName;
    }
}
