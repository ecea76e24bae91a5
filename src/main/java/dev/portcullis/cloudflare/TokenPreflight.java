package dev.portcullis.cloudflare;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Refuses an update whose token may not do what it is asked for, before anything is changed. It asks about the groups
 * that a stack comes to need by an upgrade alone: the ones of the Worker. An account that Cloudflare cannot be reached
 * for, or any other refusal, is no reason to stop: the provider says then what it lacks.
 */
public final class TokenPreflight {
    private static final List<TokenPermission> ASKED =
            List.of(TokenPermission.WORKER_SCRIPTS, TokenPermission.WORKER_ROUTES);

    private TokenPreflight() {}

    /**
     * Asks Cloudflare with reading calls that change nothing.
     *
     * @param token empty where the provider finds one by itself
     * @param environment which may name another address of the API
     * @throws BadInput with each group that the token lacks
     */
    public static void require(Settings settings, String token, Map<String, String> environment)
            throws InterruptedException {
        if (token.isEmpty()) {
            return;
        }
        URI address = CloudflareApi.address(environment);
        CloudflareApi api = new CloudflareApi(address, token);
        Problems problems = new Problems();
        for (TokenPermission permission : ASKED) {
            if (permission.isNeeded(settings)
                    && api.get(PermissionQuestion.path(permission, settings))
                            instanceof CloudflareAnswer.Refused refused
                    && refused.isForbidden()
                    && !refused.isSwitchedOff()) {
                problems.add(
                        "the Cloudflare token",
                        "the permission group " + permission.group()
                                + ", since callers start the host (portcullis:wake)",
                        "a refusal (" + refused.code() + ": " + refused.message() + ")",
                        "Add it to the token, for the " + permission.scope().word()
                                + ": https://dash.cloudflare.com/profile/api-tokens. Or run: pulumi config set"
                                + " portcullis:wake none");
            }
        }
        problems.throwIfAny();
    }
}
