package dev.portcullis.settings;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Region;
import dev.portcullis.settings.value.Repository;
import dev.portcullis.settings.value.SecureValue;
import dev.portcullis.settings.value.StackName;
import dev.portcullis.settings.value.UserArn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the configuration of an identity stack says, checked and typed.
 *
 * @param gatewayStack the one stack that the roles serve; no other stack's things can be reached with them
 * @param githubProviderExists the account has GitHub's OIDC provider already, and can have no second one
 * @param readonlyUsers the users who may take the role; without any the role is not made, and so for the others
 */
public record IdentitySettings(
        String stackName,
        Region region,
        StackName gatewayStack,
        Repository githubRepository,
        String mainBranch,
        String previewEnvironment,
        String deployEnvironment,
        boolean githubProviderExists,
        List<UserArn> readonlyUsers,
        List<UserArn> operatorUsers,
        List<UserArn> deployerUsers) {

    public IdentitySettings {
        readonlyUsers = List.copyOf(readonlyUsers);
        operatorUsers = List.copyOf(operatorUsers);
        deployerUsers = List.copyOf(deployerUsers);
    }

    /**
     * Reads a configuration whose defaults are merged already. Empty when anything was wrong; {@code problems} then
     * holds all of it.
     *
     * @param raw full keys ({@code portcullis:gatewayStack}) to texts, booleans, lists or {@link SecureValue}; keys
     *     that only concern a gateway are left alone, since their defaults are always there
     */
    public static Optional<IdentitySettings> from(Map<String, Object> raw, String stackName, Problems problems) {
        return new IdentityReader(new RawConfig(raw, problems)).read(stackName);
    }
}
