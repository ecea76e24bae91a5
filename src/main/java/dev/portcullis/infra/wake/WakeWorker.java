package dev.portcullis.infra.wake;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.cloudflare.WorkersRoute;
import dev.portcullis.infra.cloudflare.WorkersRouteArgs;
import dev.portcullis.infra.cloudflare.WorkersScript;
import dev.portcullis.infra.cloudflare.WorkersScriptArgs;
import dev.portcullis.infra.cloudflare.WorkersScriptSubdomain;
import dev.portcullis.infra.cloudflare.WorkersScriptSubdomainArgs;
import dev.portcullis.infra.cloudflare.inputs.WorkersScriptBindingArgs;
import dev.portcullis.infra.stack.Site;

/** The Worker on the callers' host name, behind Access. It has no other address: there no Access would stand before it. */
final class WakeWorker {
    /** How long a call is kept. Cloudflare ends no request whose client waits; clients give up after minutes. */
    private static final String WAIT_SECONDS = "90";

    private WakeWorker() {}

    static void declare(
            String name,
            Site site,
            Output<String> audience,
            Output<String> issuer,
            Output<String> url,
            Output<String> secret,
            Resource parent) {
        CustomResourceOptions child = under(parent).build();
        var cloudflare = site.settings().edge().cloudflare();
        String account = cloudflare.accountId().value();
        WorkersScript script = new WorkersScript(
                name + "-script",
                WorkersScriptArgs.builder()
                        .accountId(account)
                        .scriptName(site.names().of(Wake.PART))
                        .content(WorkerScript.text())
                        .mainModule(WorkerScript.NAME)
                        .compatibilityDate(WorkerScript.COMPATIBILITY)
                        .bindings(
                                plain("AUDIENCE", audience),
                                plain("ISSUER", issuer),
                                plain("WAIT_SECONDS", Output.of(WAIT_SECONDS)),
                                plain("WAKE_URL", url),
                                binding("WAKE_SECRET", "secret_text", secret))
                        .build(),
                child);
        WorkersScriptSubdomain subdomain = new WorkersScriptSubdomain(
                name + "-subdomain",
                WorkersScriptSubdomainArgs.builder()
                        .accountId(account)
                        .scriptName(script.scriptName())
                        .enabled(false)
                        .previewsEnabled(false)
                        .build(),
                child);
        new WorkersRoute(
                name + "-route",
                WorkersRouteArgs.builder()
                        .zoneId(cloudflare.zoneId().value())
                        .pattern(site.settings().edge().hostname().value() + "/*")
                        .script(script.scriptName())
                        .build(),
                under(parent).dependsOn(subdomain).build());
    }

    private static WorkersScriptBindingArgs plain(String name, Output<String> text) {
        return binding(name, "plain_text", text);
    }

    private static WorkersScriptBindingArgs binding(String name, String type, Output<String> text) {
        return WorkersScriptBindingArgs.builder()
                .name(name)
                .type(type)
                .text(text)
                .build();
    }
}
