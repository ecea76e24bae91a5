package dev.portcullis.cli.host;

import dev.portcullis.operate.Aws;
import dev.portcullis.operate.LaunchCheck;
import dev.portcullis.operate.Target;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Asks EC2 whether a host could be launched, before a replacement ends the one that serves. */
@Command(
        name = "launch-check",
        description = {
            "Asks EC2 whether the host could be launched again.",
            "",
            "This is a dry run, which launches nothing. A replacement ends the old host before it creates the new one, so",
            "check first. It needs the same rights as 'pulumi up'."
        },
        exitCodeList = {"0:EC2 would launch it", "2:bad input, or EC2 would refuse"},
        footer = "  ./portcullis launch-check --stack prod")
public final class LaunchCheckCommand extends HostCommand {
    LaunchCheckCommand(Path project) {
        super(project);
    }

    @Override
    public Integer call() {
        Target target = options().target(project());
        try (Aws aws = Aws.in(target.region())) {
            out().println("EC2 would launch another host: " + new LaunchCheck(aws, target).ask());
        }
        return 0;
    }
}
