package dev.portcullis.local.trial;

import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.input.Problems;
import dev.portcullis.local.litellm.Installed;
import dev.portcullis.local.litellm.LiteLlmInstall;
import dev.portcullis.policy.Routes;
import java.nio.file.Path;

/** A trial with what ships, in a folder beside those of {@code ./portcullis try}, which sweep up after a killed test. */
record RunningTrial(TrialFolder folder, Trial trial) implements AutoCloseable {

    static RunningTrial start() {
        return start(0);
    }

    /** With the edge at a port of the test's choice. */
    static RunningTrial start(int port) {
        Path project = Path.of("").toAbsolutePath();
        Problems problems = new Problems();
        Routes routes =
                Routes.read(project.resolve("config/routes.yaml"), problems).orElseThrow();
        problems.throwIfAny();
        LiteLlmInstall install = Installed.litellm();
        TrialFolder folder =
                TrialFolder.make(LiteLlmInstall.cache(System.getenv()).resolve("trials"));
        try {
            Trial trial =
                    Trial.start(new Trial.Parts(project, Shipped.catalogue(), routes, install, folder.path(), port));
            RunningTrial running = new RunningTrial(folder, trial);
            try {
                trial.awaitReady();
            } catch (RuntimeException e) {
                running.close();
                throw e;
            }
            return running;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public void close() {
        trial.close();
        folder.close();
    }
}
