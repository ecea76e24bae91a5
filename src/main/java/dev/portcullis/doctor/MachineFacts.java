package dev.portcullis.doctor;

import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.deployed.program.BoundedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs of this machine, and the state that they are logged in to. */
public final class MachineFacts {
    private static final int OLDEST_JAVA = 17;

    private final Path project;
    private final int java;

    /** @param java the version that runs this program */
    public MachineFacts(Path project, int java) {
        this.project = project;
        this.java = java;
    }

    public List<Fact> all() throws IOException {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of(
                "JDK",
                java >= OLDEST_JAVA,
                "version 17 or later",
                "version " + java,
                "Install one: https://adoptium.net"));
        String pinned =
                "v" + Files.readString(project.resolve(".pulumi.version")).strip();
        Optional<PulumiRunner> pulumi = PulumiRunner.find(project, System.getenv());
        if (pulumi.isEmpty()) {
            facts.add(Fact.of("Pulumi CLI", false, pinned, "none on PATH", "https://www.pulumi.com/docs/install/"));
            facts.add(Fact.notAsked("Pulumi login", "a login to the state", "the Pulumi CLI is missing"));
            return facts;
        }
        BoundedRun version = pulumi.get().run("version");
        String found = version.out().strip();
        facts.add(Fact.of(
                "Pulumi CLI",
                version.succeeded() && sameMajor(found, pinned),
                pinned + " or another of the same major version",
                found.isEmpty() ? "no version" : found,
                "https://www.pulumi.com/docs/install/versions/"));
        BoundedRun login = pulumi.get().run("whoami");
        facts.add(Fact.of(
                "Pulumi login",
                login.succeeded(),
                "a login to the state",
                login.succeeded() ? login.out().strip() : "none",
                "pulumi login s3://<bucket>, or pulumi login --local for a first try"));
        return facts;
    }

    private static boolean sameMajor(String found, String pinned) {
        return found.matches("v[0-9]+\\..*") && found.split("\\.", 2)[0].equals(pinned.split("\\.", 2)[0]);
    }
}
