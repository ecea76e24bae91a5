package dev.portcullis.doctor;

import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.deployed.program.BoundedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs of this machine, and the state that they are logged in to. */
final class MachineFacts {
    private static final int OLDEST_JAVA = 17;

    private final Path project;
    private final int java;
    private final Map<String, String> environment;

    /**
     * @param java the version that runs this program
     * @param environment its PATH is searched for the Pulumi CLI
     */
    MachineFacts(Path project, int java, Map<String, String> environment) {
        this.project = project;
        this.java = java;
        this.environment = environment;
    }

    List<Fact> all() throws IOException {
        List<Fact> facts = new ArrayList<>();
        facts.add(FactKind.JDK.of("", java >= OLDEST_JAVA, "version " + java, "Install one: https://adoptium.net"));
        String pinned =
                "v" + Files.readString(project.resolve(".pulumi.version")).strip();
        Optional<PulumiRunner> pulumi = PulumiRunner.find(project, environment);
        if (pulumi.isEmpty()) {
            facts.add(FactKind.PULUMI_CLI
                    .fails("", "none on PATH", "https://www.pulumi.com/docs/install/")
                    .expecting(pinned));
            facts.add(FactKind.PULUMI_LOGIN.notAsked("", "the Pulumi CLI is missing"));
            return facts;
        }
        BoundedRun version = pulumi.get().run("version");
        String found = version.out().strip();
        facts.add(FactKind.PULUMI_CLI
                .of(
                        "",
                        version.succeeded() && sameMajor(found, pinned),
                        found.isEmpty() ? "no version" : found,
                        "https://www.pulumi.com/docs/install/versions/")
                .expecting(pinned + " or another of the same major version"));
        BoundedRun login = pulumi.get().run("whoami");
        facts.add(FactKind.PULUMI_LOGIN.of(
                "",
                login.succeeded(),
                login.succeeded() ? login.out().strip() : "none",
                "pulumi login s3://<bucket>, or pulumi login --local for a first try"));
        return facts;
    }

    private static boolean sameMajor(String found, String pinned) {
        return found.matches("v[0-9]+\\..*") && found.split("\\.", 2)[0].equals(pinned.split("\\.", 2)[0]);
    }
}
