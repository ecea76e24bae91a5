package dev.portcullis.infra;

import com.pulumi.Context;
import dev.portcullis.settings.IdentitySettings;

/** The identity stack on one screen: what an administrator makes once, and what outlives every gateway. */
final class Identity {
    private Identity() {}

    static void declare(Context context, Place place, IdentitySettings settings) {
        State state = new State("state", place);
        GrantedRights rights = new GrantedRights(
                "rights", place, new Names(settings.gatewayStack().value()), state.keyArn());
        IdentityRoles roles = new IdentityRoles("roles", place, settings, rights);
        context.export("stateBucket", state.bucketName());
        context.export(
                "secretsProvider",
                state.aliasName().applyValue(alias -> "awskms://" + alias + "?region=" + place.region()));
        roles.roleArns().forEach((part, arn) -> context.export(part + "Role", arn));
    }
}
