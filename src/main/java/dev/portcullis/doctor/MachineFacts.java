package dev.portcullis.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The programs of this machine, and the state that they are logged in to. */
public final class MachineFacts {
    private static final int OLDEST_JAVA = 17;
    private static final long PATIENCE_SECONDS = 30;

    private final Path project;
    private final int java;

    /** @param java the version that runs this program */
    public MachineFacts(Path project, int java) {
        this.project = project;
        this.java = java;
    }

    private record Ran(int exit, String out) {}

    public List<Fact> all() throws IOException, InterruptedException {
        List<Fact> facts = new ArrayList<>();
        facts.add(FactKind.JDK.of("", java >= OLDEST_JAVA, "version " + java, "Install one: https://adoptium.net"));
        String pinned =
                "v" + Files.readString(project.resolve(".pulumi.version")).strip();
        Ran version;
        try {
            version = pulumi("version");
        } catch (IOException e) {
            facts.add(FactKind.PULUMI_CLI
                    .fails("", "none on PATH", "https://www.pulumi.com/docs/install/")
                    .expecting(pinned));
            facts.add(FactKind.PULUMI_LOGIN.notAsked("", "the Pulumi CLI is missing"));
            return facts;
        }
        String found = version.out().strip();
        facts.add(FactKind.PULUMI_CLI
                .of(
                        "",
                        version.exit() == 0 && sameMajor(found, pinned),
                        found.isEmpty() ? "no version" : found,
                        "https://www.pulumi.com/docs/install/versions/")
                .expecting(pinned + " or another of the same major version"));
        Ran login = pulumi("whoami");
        facts.add(FactKind.PULUMI_LOGIN.of(
                "",
                login.exit() == 0,
                login.exit() == 0 ? login.out().strip() : "none",
                "pulumi login s3://<bucket>, or pulumi login --local for a first try"));
        return facts;
    }

    private static boolean sameMajor(String found, String pinned) {
        return found.matches("v[0-9]+\\..*") && found.split("\\.", 2)[0].equals(pinned.split("\\.", 2)[0]);
    }

    private Ran pulumi(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("pulumi", command, "--non-interactive")
                .directory(project.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out);
    }
}
