package dev.portcullis.deployed.door;

import dev.portcullis.input.BadInput;
import java.util.List;

/** Why no session came about, by what the AWS CLI said, in terms of what mends it. */
final class SessionRefusal {
    /** A cause by the words in which botocore or the CLI names it. */
    private record Cause(List<String> words, String expected, String given, String remedy) {}

    private SessionRefusal() {}

    static BadInput of(String said, SessionTarget target, String stack) {
        List<Cause> causes = List.of(
                new Cause(
                        List.of("TargetNotConnected"),
                        "a host that is awake and has the SSM agent",
                        target.instance() + ", which is not connected",
                        "Wake it (./portcullis start --stack " + stack
                                + "); docs/operate.md says how it gets the agent"),
                new Cause(
                        List.of("Unable to locate credentials", "could not be found", "SSOTokenLoadError"),
                        "AWS credentials of the role operator",
                        "none",
                        "Sign in, such as: aws sso login"),
                new Cause(
                        List.of(
                                "ExpiredToken",
                                "UnrecognizedClient",
                                "InvalidClientTokenId",
                                "InvalidSignature",
                                "has expired"),
                        "AWS credentials that are valid",
                        "others",
                        "Sign in again, such as: aws sso login"),
                new Cause(
                        List.of("AccessDenied"),
                        "the right to open the document " + target.document(),
                        "credentials without it",
                        "Use the role operator"),
                new Cause(
                        List.of("InvalidDocument", "InvalidParameters"),
                        "the document " + target.document() + " as this release declares it",
                        "another",
                        "Deploy the stack: pulumi up --stack " + stack),
                new Cause(
                        List.of("SessionManagerPlugin is not found"),
                        "the AWS CLI's plugin for sessions",
                        "none",
                        "Install session-manager-plugin"),
                new Cause(
                        List.of("Could not connect to the endpoint", "Connect timeout", "EndpointConnectionError"),
                        "an answer of AWS Systems Manager in " + target.region(),
                        "none",
                        "Check the network"));
        return causes.stream()
                .filter(cause -> cause.words().stream().anyMatch(said::contains))
                .findFirst()
                .map(cause -> new BadInput(StackDoor.SESSION, cause.expected(), cause.given(), cause.remedy()))
                .orElseGet(() -> new BadInput(
                        StackDoor.SESSION,
                        "the admin port of " + target.instance(),
                        said.lines()
                                .filter(line -> !line.isBlank())
                                .reduce((first, second) -> second)
                                .map(line -> "'" + line.strip() + "'")
                                .orElse("no answer in time"),
                        "./portcullis status --stack " + stack + " tells how the host is"));
    }
}
