package dev.portcullis.operate;

import dev.portcullis.input.BadInput;
import java.util.List;

/**
 * The session that a shell on the host is.
 *
 * @param document the stack's own session document, which the role {@code deployer} may use
 */
public record HostShell(String instance, String region, String document) {

    /**
     * Finds the stack's running host.
     *
     * @throws BadInput when the host does not run, since a session would only time out
     */
    public static HostShell of(Aws aws, Target target) {
        Instance host = new HostSwitch(aws, target).find();
        if (!host.state().equals("running")) {
            throw new BadInput(
                    "stack " + target.stack(),
                    "a host that runs",
                    "one that is " + host.state(),
                    "Add --wake, or start it first: ./portcullis start --stack " + target.stack());
        }
        return new HostShell(host.id(), target.region(), target.shellDocument());
    }

    /** The arguments of the AWS CLI. */
    public List<String> arguments() {
        return List.of("ssm", "start-session", "--region", region, "--target", instance, "--document-name", document);
    }
}
