package dev.portcullis.doctor;

import dev.portcullis.cloudflare.CloudflareAnswer;
import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.cloudflare.PermissionQuestion;
import dev.portcullis.cloudflare.TokenPermission;
import dev.portcullis.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * One reading call for each permission that the stack's token needs. Cloudflare answers a reading call for the permission to
 * read as for the one to write, so a row that holds says that the group is there, not its level; a lacking one is certain.
 */
final class PermissionFacts {
    private final Settings settings;
    private final CloudflareApi api;

    PermissionFacts(Settings settings, CloudflareApi api) {
        this.settings = settings;
        this.api = api;
    }

    /** In the order of {@link TokenPermission}. */
    List<Callable<List<Fact>>> calls() {
        List<Callable<List<Fact>>> calls = new ArrayList<>();
        Stream.of(TokenPermission.values())
                .filter(permission -> permission.isNeeded(settings))
                .forEach(permission -> calls.add(
                        () -> List.of(fact(permission, api.get(PermissionQuestion.path(permission, settings))))));
        return calls;
    }

    private Fact fact(TokenPermission permission, CloudflareAnswer answer) {
        boolean isForbidden =
                answer instanceof CloudflareAnswer.Refused refused && refused.isForbidden() && !refused.isSwitchedOff();
        // Any other refusal is an answer to a call that was permitted: the thing is not there, or its product is off.
        return FactKind.PERMISSION.of(
                permission.group(),
                !isForbidden && !(answer instanceof CloudflareAnswer.Unreached),
                isForbidden
                        ? "the token lacks it"
                        : answer instanceof CloudflareAnswer.Unreached ? CloudflareFacts.refusal(answer) : "answered",
                "Add it to the token, for the " + permission.scope().word()
                        + ": https://dash.cloudflare.com/profile/api-tokens");
    }
}
