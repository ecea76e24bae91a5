package dev.portcullis.gate.config;

import dev.portcullis.gate.config.GateConfig.ActivityTarget;
import dev.portcullis.gate.config.GateConfig.CallConfig;
import dev.portcullis.gate.config.GateConfig.Callers;
import dev.portcullis.gate.config.GateConfig.DeclaredKey;
import dev.portcullis.gate.config.GateConfig.LedgerConfig;
import dev.portcullis.gate.config.GateConfig.Listening;
import dev.portcullis.gate.config.GateConfig.LiteLlmAccess;
import dev.portcullis.gate.config.GateConfig.Offer;
import dev.portcullis.gate.config.GateConfig.OperatorsDoor;
import dev.portcullis.gate.config.GateConfig.Secret;
import dev.portcullis.gate.shape.DefaultOutput;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.input.YamlMap;
import dev.portcullis.settings.value.KeyBounds;
import dev.portcullis.settings.value.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the gate's one file. Paths in it start at the file's own folder.
 *
 * <p>{@code asOf} is the day on which the file was written: the catalogue is held to that day and not to today, or a
 * host that wakes after a model's retirement would have no gateway at all.
 *
 * <p>{@code silenceSeconds} may only shorten {@link Limits#DEFAULT}'s: Cloudflare's patience is given, and an edge with
 * less of it is one that was made for a test.
 */
public final class GateConfigReader {
    private static final String PORT = "a port from 1 to 65535";
    private static final String TOKENS = "a whole number of tokens from 1 to " + KeyBounds.LARGEST_DEFAULT_MAX_TOKENS;
    private static final String SILENCE =
            "whole seconds from 1 to " + Limits.DEFAULT.silence().toSeconds();

    private final YamlMap file;
    private final Path folder;
    private final Problems problems;

    private GateConfigReader(YamlMap file, Path folder, Problems problems) {
        this.file = file;
        this.folder = folder;
        this.problems = problems;
    }

    /** Throws {@link dev.portcullis.input.BadInput} with every problem of the file and of those that it names. */
    public static GateConfig read(Path path) {
        Problems problems = new Problems();
        Path folder = Path.of(String.valueOf(path.toAbsolutePath().getParent()));
        Optional<GateConfig> config =
                YamlFile.read(path, problems).flatMap(file -> new GateConfigReader(file, folder, problems).read());
        problems.throwIfAny();
        return config.orElseThrow();
    }

    private Optional<GateConfig> read() {
        Optional<Integer> port = file.value("port", PORT, GateConfigReader::port);
        Optional<Integer> adminPort = file.value("adminPort", PORT, GateConfigReader::port);
        Optional<Integer> litellmPort = file.value("litellmPort", PORT, GateConfigReader::port);
        Optional<Secret> internalKey = secret("internalKeyFile", "LiteLLM's key");
        Optional<LedgerConfig> ledger = new LedgerReader(file, problems, this::secret).read();
        Optional<Offer> offer = new OfferReader(file, folder, problems).read();
        Optional<Callers> callers = new CallersReader(file, problems).read();
        Optional<OperatorsDoor> door = new DoorReader(file, problems).read(callers);
        distinct(Stream.of(port, adminPort, litellmPort, door.map(OperatorsDoor::port)));
        Optional<CallConfig> calls = calls();
        ActivityTarget activity = activity();
        List<DeclaredKey> declared = new DeclaredKeysReader(file, folder, problems).read();
        List<Webhook> webhooks = new WebhooksReader(file, folder, problems).read();
        file.refuseOthers();
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GateConfig(
                new Listening(port.orElseThrow(), adminPort.orElseThrow()),
                new LiteLlmAccess(litellmPort.orElseThrow(), internalKey.orElseThrow()),
                ledger.orElseThrow(),
                offer.orElseThrow(),
                callers.orElseThrow(),
                door,
                calls.orElseThrow(),
                activity,
                declared,
                webhooks));
    }

    private Optional<CallConfig> calls() {
        Optional<Path> spool = file.value("spool", "the path of a folder that exists", this::folder);
        Duration silence = file.optionalValue("silenceSeconds", SILENCE, GateConfigReader::silence)
                .orElse(Limits.DEFAULT.silence());
        long usualOutput = file.optionalValue("defaultMaxTokens", TOKENS, GateConfigReader::tokens)
                .orElse(DefaultOutput.USUAL.gateway());
        return spool.map(path -> new CallConfig(path, silence, usualOutput));
    }

    private Optional<Secret> secret(String key, String what) {
        return FilePath.existing(file, key, folder).flatMap(path -> CredentialFile.read(path, what, problems));
    }

    private ActivityTarget activity() {
        return file.map("cloudWatch")
                .map(map -> {
                    Optional<String> namespace = map.text("namespace");
                    Optional<Region> region = map.value("region", "a region such as eu-west-1", Region::new);
                    map.refuseOthers();
                    return new ActivityTarget(
                            namespace.orElse(""), region.map(Region::value).orElse(""));
                })
                .orElseGet(() -> new ActivityTarget("", ""));
    }

    private void distinct(Stream<Optional<Integer>> ports) {
        Set<Integer> seen = new HashSet<>();
        ports.flatMap(Optional::stream)
                .filter(port -> !seen.add(port))
                .forEach(port -> problems.add(
                        file.where("port"), "a different port for each", port + " twice", "Give each its own port"));
    }

    private Path folder(String text) {
        Path path = folder.resolve(text);
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException("no such folder: " + text);
        }
        return path;
    }

    static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + text);
        }
        return port;
    }

    private static long tokens(String text) {
        long tokens = Long.parseLong(text);
        if (tokens < 1 || tokens > KeyBounds.LARGEST_DEFAULT_MAX_TOKENS) {
            throw new IllegalArgumentException("not a number of tokens: " + text);
        }
        return tokens;
    }

    private static Duration silence(String text) {
        Duration silence = Duration.ofSeconds(Integer.parseInt(text));
        if (silence.toSeconds() < 1 || silence.compareTo(Limits.DEFAULT.silence()) > 0) {
            throw new IllegalArgumentException("not such a time: " + text);
        }
        return silence;
    }
}
