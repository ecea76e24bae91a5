package dev.portcullis.cli.incident;

import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.cloudflare.EdgeSwitch;
import dev.portcullis.doctor.StackToken;
import dev.portcullis.input.BadInput;
import dev.portcullis.settings.value.CloudflareId;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.ResourceNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Access in front of one stack. It reads three settings and no more, since a mistake in another one must not keep a
 * gateway open.
 */
final class EdgeOfStack {
    private final Path project;
    private final String stack;
    private final Map<String, Object> raw;

    /** @param raw the settings of the stack's file */
    EdgeOfStack(Path project, String stack, Map<String, Object> raw) {
        this.project = project;
        this.stack = stack;
        this.raw = raw;
    }

    /** Closes Access, and says in one sentence how it is from now on. */
    String close() throws InterruptedException {
        List<String> policies = edge().close();
        return "Access refuses every call to " + host() + " (" + String.join(", ", policies) + ": deny)";
    }

    String open() throws InterruptedException {
        List<String> others = edge().open(new ResourceNames(stack).of("clients"));
        return "Access admits the clients of " + host() + " again"
                + (others.isEmpty() ? "" : ". Policies that still deny: " + String.join(", ", others));
    }

    private EdgeSwitch edge() {
        return new EdgeSwitch(
                new CloudflareApi(CloudflareApi.address(System.getenv()), token()),
                new CloudflareId(text("portcullis:cloudflareAccountId")),
                host());
    }

    private Hostname host() {
        return new Hostname(text("portcullis:hostname"));
    }

    private String text(String key) {
        Object value = raw.get(key);
        if (!(value instanceof String text) || text.isEmpty()) {
            throw new BadInput(key, "a text", "none", "Add it to Pulumi." + stack + ".yaml");
        }
        return text;
    }

    private String token() {
        try {
            StackToken token = StackToken.find(project, System.getenv(), stack);
            if (token instanceof StackToken.Usable usable) {
                return usable.value();
            }
            throw new BadInput(
                    "CLOUDFLARE_API_TOKEN",
                    "a token of Cloudflare, in this variable or in the stack's settings",
                    "none that can be used",
                    "Set it to a token with 'Access: Apps and Policies Write', and run the command again");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
