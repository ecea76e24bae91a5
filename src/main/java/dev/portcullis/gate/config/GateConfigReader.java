package dev.portcullis.gate.config;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.gate.config.GateConfig.Access;
import dev.portcullis.gate.config.GateConfig.ActivityTarget;
import dev.portcullis.gate.config.GateConfig.DeclaredKey;
import dev.portcullis.gate.config.GateConfig.Secret;
import dev.portcullis.gate.ledger.PostgresLogin;
import dev.portcullis.gate.ledger.key.AdminKeyText;
import dev.portcullis.gate.ledger.key.Pepper;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.gate.shape.DefaultOutput;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.input.YamlMap;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Geography;
import dev.portcullis.settings.value.Origin;
import dev.portcullis.settings.value.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    private static final String SILENCE =
            "whole seconds from 1 to " + Limits.DEFAULT.silence().toSeconds();
    private static final String FILE = "the path of a file that exists";

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
        Optional<Secret> key = secret("internalKeyFile", "LiteLLM's key");
        LedgerReader ledger = new LedgerReader(file, problems, this::secret);
        Optional<PostgresLogin> database = ledger.database();
        Optional<Pepper> pepper = ledger.pepper();
        Optional<AdminKeyText> adminKey = ledger.adminKey();
        Optional<GatewayCaps> caps = ledger.caps();
        Optional<LocalDate> asOf = file.value("asOf", "a date such as 2026-11-21", LocalDate::parse);
        Optional<Routes> routes = existing("routes").flatMap(path -> Routes.read(path, problems));
        Set<String> disabled = Set.copyOf(file.texts("disabledCapabilities"));
        Optional<Path> models = existing("models");
        Optional<Catalogue> catalogue =
                asOf.flatMap(date -> models.flatMap(path -> Catalogue.read(path, date, problems)));
        Optional<String> geography = file.value("geography", "one of " + geographies(), GateConfigReader::geography);
        CallersReader callers = new CallersReader(file, problems);
        Optional<Access> access = callers.access();
        Map<String, ClientName> clients = callers.clients();
        Set<String> hosts = callers.hosts();
        Set<Origin> origins = callers.origins();
        Optional<Path> spool = file.value("spool", "the path of a folder that exists", this::folder);
        ActivityTarget activity = activity();
        Duration silence = file.optionalValue("silenceSeconds", SILENCE, GateConfigReader::silence)
                .orElse(Limits.DEFAULT.silence());
        long usualOutput = file.optionalValue(
                        "defaultMaxTokens", "a whole number of tokens from 1 to 999999", GateConfigReader::tokens)
                .orElse(DefaultOutput.USUAL.gateway());
        List<DeclaredKey> declared = new DeclaredKeysReader(file, folder, problems).read();
        file.refuseOthers();
        distinct(port, adminPort, litellmPort);
        Optional<Routes> enabled = routes.map(all -> all.without(disabled, problems));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GateConfig(
                port.orElseThrow(),
                adminPort.orElseThrow(),
                database.orElseThrow(),
                pepper.orElseThrow(),
                adminKey.orElseThrow(),
                caps.orElseThrow(),
                litellmPort.orElseThrow(),
                key.orElseThrow(),
                enabled.orElseThrow(),
                catalogue.orElseThrow(),
                geography.orElseThrow(),
                access.orElseThrow(),
                clients,
                hosts,
                origins,
                spool.orElseThrow(),
                activity,
                silence,
                usualOutput,
                declared));
    }

    private Optional<Path> existing(String key) {
        return file.value(key, FILE, text -> {
            Path path = folder.resolve(text);
            if (!Files.isRegularFile(path)) {
                throw new IllegalArgumentException("no such file: " + text);
            }
            return path;
        });
    }

    private Optional<Secret> secret(String key, String what) {
        return existing(key).flatMap(path -> CredentialFile.read(path, what, problems));
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

    private void distinct(Optional<Integer> port, Optional<Integer> adminPort, Optional<Integer> litellmPort) {
        Set<Integer> seen = new HashSet<>();
        for (Optional<Integer> one : List.of(port, adminPort, litellmPort)) {
            if (one.isPresent() && !seen.add(one.get())) {
                problems.add(
                        file.where("port"), "three different ports", one.get() + " twice", "Give each its own port");
            }
        }
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
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("not a number of tokens: " + text);
        }
        return Long.parseLong(text);
    }

    private static Duration silence(String text) {
        Duration silence = Duration.ofSeconds(Integer.parseInt(text));
        if (silence.toSeconds() < 1 || silence.compareTo(Limits.DEFAULT.silence()) > 0) {
            throw new IllegalArgumentException("not such a time: " + text);
        }
        return silence;
    }

    private static String geographies() {
        return Arrays.stream(Geography.values()).map(Geography::word).collect(Collectors.joining(", "));
    }

    private static String geography(String text) {
        return Arrays.stream(Geography.values())
                .map(Geography::word)
                .filter(text::equals)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a geography: " + text));
    }
}
