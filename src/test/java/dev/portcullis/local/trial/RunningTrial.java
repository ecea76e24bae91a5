package dev.portcullis.local.trial;

import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.clients.ClientTarget;
import dev.portcullis.input.Problems;
import dev.portcullis.local.litellm.Installed;
import dev.portcullis.local.litellm.LiteLlmInstall;
import dev.portcullis.policy.Routes;
import dev.portcullis.probe.ServiceToken;
import java.io.IOException;
import java.nio.file.Path;

/** A trial with what ships, in a folder beside those of {@code ./portcullis try}, which sweep up after a killed test. */
public record RunningTrial(TrialFolder folder, Trial trial) implements AutoCloseable {

    /** Starts a trial of the parts that ship, at any port that is free. */
    public static RunningTrial start() {
        return start(0);
    }

    /** With the edge at a port of the test's choice. */
    static RunningTrial start(int port) {
        return start(Installed.litellm(), trials(), port, new Bedrock.StandIn());
    }

    /** With another Bedrock than the trial's own stand-in. */
    static RunningTrial start(Bedrock bedrock) {
        return start(Installed.litellm(), trials(), 0, bedrock);
    }

    /** With another LiteLLM, in another place. */
    static RunningTrial start(LiteLlmInstall install, Path trials) {
        return start(install, trials, 0, new Bedrock.StandIn());
    }

    private static RunningTrial start(LiteLlmInstall install, Path trials, int port, Bedrock bedrock) {
        Path project = Path.of("").toAbsolutePath();
        Problems problems = new Problems();
        Routes routes =
                Routes.read(project.resolve("config/routes.yaml"), problems).orElseThrow();
        problems.throwIfAny();
        TrialFolder folder = TrialFolder.make(trials);
        try {
            RunningTrial running = new RunningTrial(
                    folder,
                    Trial.start(new Trial.Parts(
                            project,
                            Shipped.catalogue(),
                            routes,
                            install,
                            LiteLlmInstall.cache(System.getenv()).resolve("postgres"),
                            folder,
                            port,
                            bedrock)));
            try {
                running.trial().awaitReady();
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

    private static Path trials() {
        return LiteLlmInstall.cache(System.getenv()).resolve("trials");
    }

    /** The trial's own client's, which the edge accepts. */
    public ServiceToken token() {
        return trial.callers().token();
    }

    /** A good one of another application. */
    public ServiceToken foreign() {
        return trial.callers().foreign();
    }

    /** The virtual key of the trial's own client. */
    public String key() {
        return trial.callers().key();
    }

    /** Its client, which reaches the edge at the origin. */
    public ClientTarget target(String origin) {
        return trial.clientTarget(origin);
    }

    /** The edge's port, the only one that a client calls. */
    public int port() {
        return trial.port();
    }

    /** A further virtual key; the terms are as in the admin API's description. */
    public String createKey(String terms) throws IOException, InterruptedException {
        return trial.administration().createKey(terms);
    }

    @Override
    public void close() {
        trial.close();
        folder.close();
    }
}
