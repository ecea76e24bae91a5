package dev.portcullis.gate;

import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.config.GateConfigReader;
import dev.portcullis.gate.config.Limits;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.telemetry.ActivitySink;
import dev.portcullis.gate.telemetry.CloudWatchActivity;
import dev.portcullis.gate.telemetry.GateLog;
import dev.portcullis.gate.telemetry.LoggedActivity;
import dev.portcullis.input.BadInput;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Starts a gate from the command line and runs it until it is told to stop. */
final class Launch {
    private static final int WRONG = 2;

    private Launch() {}

    /** The exit code; comes back only when the gate has not started or has stopped. */
    static int run(String[] args, PrintStream err) {
        if (args.length != 1) {
            err.println("gate: expected the path of its configuration file, got " + args.length + " arguments");
            err.println("  Run it with one argument, such as gate.yaml");
            return WRONG;
        }
        try {
            start(GateConfigReader.read(Path.of(args[0])));
            return 0;
        } catch (BadInput e) {
            err.println(e.getMessage());
            return WRONG;
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof BindException)) {
                throw e;
            }
            err.println("port: another process already listens on one of the gate's ports on 127.0.0.1");
            err.println("  See which with 'ss -ltnp', and stop it or change port or adminPort");
            return WRONG;
        }
    }

    private static void start(GateConfig config) {
        GateLog log = new GateLog(System.out, Clock.systemUTC());
        LedgerConnections database = LedgerConnections.of(config.ledger().database());
        Gate gate = Gate.start(
                config,
                new Gate.Setting(
                        Limits.DEFAULT.withSilence(config.calls().silence()),
                        database,
                        sink(config.activity(), log),
                        log,
                        Clock.systemUTC()));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            log.said("stopping");
                            gate.close();
                            database.close();
                            log.said("stopped");
                            stopped.countDown();
                        },
                        "stop"));
        log.said("listening on 127.0.0.1:" + gate.port() + ", admin on 127.0.0.1:" + gate.adminPort());
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ActivitySink sink(GateConfig.ActivityTarget target, GateLog log) {
        if (target.isLog()) {
            return new LoggedActivity(log);
        }
        CloudWatchClient client = CloudWatchClient.builder()
                .region(Region.of(target.region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                // Less than what systemd leaves for the last publication when the gate ends.
                .overrideConfiguration(calls -> calls.apiCallTimeout(Duration.ofSeconds(10)))
                .build();
        return new CloudWatchActivity(client, target.namespace());
    }
}
