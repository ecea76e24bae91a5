package dev.portcullis.cli.local;

import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.release.Components;
import dev.portcullis.release.pin.SignedPackages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the SSM agent's packages by their signatures, and pins what it found. */
@Command(
        name = "verify",
        description = {
            "Fetches the SSM agent's packages and signatures, checks them against a key file of yours, and writes their",
            "checksums into config/components.yaml. A host installs the agent only with a checksum. Needs gpg (GnuPG)."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the checksums are there", "2:bad input, or a signature that is not good"},
        footerHeading = "%nExamples:%n",
        footer = "  ./portcullis components verify --key amazon-ssm-agent.gpg")
final class ComponentsVerifyCommand extends HelpOption implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description =
                    "The maker's public key: 'Verifying the signature of SSM Agent' in the AWS documentation has it.")
    private Path key = Path.of("");

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "us-east-1",
            description = "The region whose bucket to fetch from; the files are the same in all (default: us-east-1).")
    private String region = "us-east-1";

    ComponentsVerifyCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() {
        if (!Files.isRegularFile(key)) {
            throw new BadInput(
                    "--key", "a file with a public key", "'" + key + "'", "Save the maker's key in a file first");
        }
        Path file = project.resolve("config/components.yaml");
        Problems problems = new Problems();
        var components = Components.read(file, problems);
        problems.throwIfAny();
        var agent = components.orElseThrow().ssmAgent().in(region);
        var commands = spec.commandLine();
        for (var one : new SignedPackages(file, key)
                .pin(agent, line -> commands.getErr().println("... " + line))) {
            commands.getOut()
                    .println("ssm-agent " + agent.version() + " for " + one.architecture() + ": " + one.sha256()
                            + (one.isNew() ? ", written" : ", as pinned"));
            commands.getOut().println("  signed by " + one.fingerprint());
        }
        commands.getOut()
                .println(
                        "Compare the fingerprint with the one in the AWS documentation, then commit config/components.yaml");
        return 0;
    }
}
