package dev.portcullis.infra.identity;

import com.pulumi.Context;
import dev.portcullis.infra.stack.StackContext;
import dev.portcullis.settings.IdentitySettings;
import dev.portcullis.settings.value.ResourceNames;

/** The identity stack on one screen: what an administrator makes once, and what outlives every gateway. */
public final class Identity {
    private Identity() {}

    public static void declare(Context context, StackContext place, IdentitySettings settings) {
        State state = new State("state", place);
        GrantedRights rights = new GrantedRights(
                "rights", place, new ResourceNames(settings.gatewayStack().value()), state.keyArn());
        IdentityRoles roles = new IdentityRoles("roles", place, settings, rights);
        context.export("stateBucket", state.bucketName());
        context.export(
                "secretsProvider",
                state.aliasName().applyValue(alias -> "awskms://" + alias + "?region=" + place.region()));
        roles.roleArns().forEach((part, arn) -> context.export(part + "Role", arn));
    }
}
