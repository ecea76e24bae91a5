package dev.portcullis.deployed.door;

import dev.portcullis.deployed.StackOutputs;
import dev.portcullis.input.BadInput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of the stack's output {@code adminCommand}: the host, and the document that forwards its admin port and no other. */
record SessionTarget(String region, String instance, String document) {
    private static final Pattern COMMAND = Pattern.compile("aws ssm start-session --region ([a-z0-9-]{5,20})"
            + " --target (i-[0-9a-f]{8,17}) --document-name ([A-Za-z0-9_.-]{3,128})");

    static SessionTarget of(StackOutputs outputs) {
        Matcher command = COMMAND.matcher(outputs.text("adminCommand").orElse(""));
        if (!command.matches()) {
            throw new BadInput(
                    "stack '" + outputs.stack() + "'",
                    "the output 'adminCommand' of a deployed gateway",
                    "none",
                    "Deploy it first: pulumi up --stack " + outputs.stack());
        }
        return new SessionTarget(command.group(1), command.group(2), command.group(3));
    }
}
