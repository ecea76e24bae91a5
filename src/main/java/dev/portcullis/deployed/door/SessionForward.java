package dev.portcullis.deployed.door;

import dev.portcullis.deployed.program.OwnedProcess;
import dev.portcullis.deployed.program.SearchPath;
import dev.portcullis.input.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A port of this machine that leads to the host's admin port, through {@code aws ssm start-session} and its plugin. */
final class SessionForward {
    private static final long LIMIT_SECONDS = 40;
    /** As the plugin's muxportforwarding.go and basicportforwarding.go print it. */
    private static final Pattern OPENED = Pattern.compile("Port ([0-9]{1,5}) opened for sessionId .*");

    private static final String INSTALL_PLUGIN =
            "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html";

    private final Path aws;
    private final Map<String, String> environment;
    private final Path folder;

    private SessionForward(Path aws, Map<String, String> environment, Path folder) {
        this.aws = aws;
        this.environment = environment;
        this.folder = folder;
    }

    /** @throws BadInput when one of the two programs is missing */
    static SessionForward installed(Map<String, String> environment, Path folder) {
        Path aws = need("aws", "the AWS CLI on PATH", "https://aws.amazon.com/cli/", environment);
        need("session-manager-plugin", "the AWS CLI's plugin for sessions on PATH", INSTALL_PLUGIN, environment);
        return new SessionForward(aws, environment, folder);
    }

    private static Path need(String program, String expected, String address, Map<String, String> environment) {
        return SearchPath.find(program, environment)
                .orElseThrow(() -> new BadInput(
                        program,
                        expected + ", as the stack has no operators' door",
                        "none",
                        "Install it (" + address + "), or name yourself in portcullis:operators and deploy"));
    }

    /** Returns once the port is open. */
    AdminDoor open(SessionTarget target, String key, String stack) {
        Path err;
        try {
            err = Files.createTempFile("portcullis-session", ".err");
        } catch (IOException e) {
            throw new BadInput("java.io.tmpdir", "a folder that can be written", "none", "Set TMPDIR");
        }
        try {
            OwnedProcess session = OwnedProcess.start(builder(target, err));
            try {
                int port = port(session.process(), err, target, stack);
                return new AdminDoor(
                        URI.create("http://127.0.0.1:" + port),
                        Map.of("authorization", "Bearer " + key),
                        "./portcullis status --stack " + stack + " tells how the host is",
                        Optional.of(session));
            } catch (RuntimeException | IOException e) {
                session.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BadInput("aws", "an AWS CLI that starts", "'" + aws + "', which does not", "Reinstall it");
        } finally {
            err.toFile().delete();
        }
    }

    private ProcessBuilder builder(SessionTarget target, Path err) {
        ProcessBuilder builder = new ProcessBuilder(
                        aws.toString(),
                        "ssm",
                        "start-session",
                        "--region",
                        target.region(),
                        "--target",
                        target.instance(),
                        "--document-name",
                        target.document(),
                        "--parameters",
                        // Any port that is free.
                        "localPortNumber=0")
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        // The plugin else listens on every address that "localhost" has.
        builder.environment().put("SSM_PLUGIN_LOCAL_HOST", "127.0.0.1");
        return builder;
    }

    private static int port(Process process, Path err, SessionTarget target, String stack) throws IOException {
        CompletableFuture<Optional<Integer>> opened = new CompletableFuture<>();
        Thread reader = new Thread(() -> follow(process, opened), "session");
        reader.setDaemon(true);
        reader.start();
        try {
            Optional<Integer> port = opened.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (port.isPresent()) {
                return port.get();
            }
            process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            throw SessionRefusal.of(Files.readString(err), target, stack);
        } catch (TimeoutException | ExecutionException e) {
            throw SessionRefusal.of("", target, stack);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SessionRefusal.of("", target, stack);
        }
    }

    /** Reads on to the end, so that a full pipe never stops the plugin. */
    private static void follow(Process process, CompletableFuture<Optional<Integer>> opened) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher port = OPENED.matcher(line);
                if (port.matches()) {
                    opened.complete(Optional.of(Integer.valueOf(port.group(1))));
                }
            }
        } catch (IOException e) {
            // It ended.
        }
        opened.complete(Optional.empty());
    }
}
