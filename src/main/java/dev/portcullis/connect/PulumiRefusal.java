package dev.portcullis.connect;

import dev.portcullis.input.BadInput;
import java.util.Locale;

/** Why the Pulumi CLI gave no outputs, in terms of what mends it. */
final class PulumiRefusal {
    private PulumiRefusal() {}

    static BadInput of(String stack, String said) {
        String text = said.toLowerCase(Locale.ROOT);
        String where = "stack '" + stack + "'";
        if (text.contains("no stack named") || text.contains("not found") || text.contains("no such stack")) {
            return new BadInput(where, "a stack of this state", "none of that name", "See: pulumi stack ls");
        }
        if (text.contains("passphrase")) {
            return new BadInput(
                    where,
                    "the passphrase of its secrets",
                    "none or a wrong one",
                    "Set PULUMI_CONFIG_PASSPHRASE_FILE to the file that holds it");
        }
        if (text.contains("pulumi login") || text.contains("access_token") || text.contains("not logged in")) {
            return new BadInput(where, "a login to the state", "none", "Run: pulumi login");
        }
        if (text.contains("accessdenied")
                || text.contains("access denied")
                || text.contains("not authorized")
                || text.contains("forbidden")
                || text.contains("expiredtoken")
                || text.contains("no valid credential")) {
            return new BadInput(
                    where,
                    "credentials that may read the state and decrypt its secrets",
                    "none that may",
                    "Use the role deployer, or ask one who has it");
        }
        String line = said.lines().filter(each -> !each.isBlank()).findFirst().orElse("no reason");
        return new BadInput(where, "its outputs", line.strip(), "Run: pulumi stack output --stack " + stack);
    }
}
