package dev.portcullis.release;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.litellm.LiteLlmConfig;
import dev.portcullis.catalogue.litellm.LiteLlmLock;
import dev.portcullis.catalogue.litellm.LiteLlmProcess;
import dev.portcullis.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gathers a bundle from the project's tables, scripts and jars.
 *
 * @param project holds {@code config}, {@code userdata} and, once it is built, {@code target}
 */
public record BundleBuilder(Path project, Settings settings, Catalogue catalogue, Components components, Ports ports) {
    private static final int FORMAT = 1;
    /** Debian's, beside what its cloud image has. */
    private static final List<String> PACKAGES =
            List.of("openjdk-21-jre-headless", "postgresql", "python3-venv", "unattended-upgrades");

    private static final String AWS_CONFIG = """
            # A narrow role's credentials, which portcullis-credentials.service keeps fresh.
            [default]
            credential_process = /bin/cat /run/portcullis-credentials/%s/role.json
            """;
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    /**
     * The bundle as of the files that are there now.
     *
     * @throws dev.portcullis.input.BadInput when LiteLLM's lock is not fit to be installed
     */
    public Bundle build() {
        Archive archive = new Archive();
        archive.add("manifest.json", manifest());
        archive.add("ports.env", ports.environment());
        for (String folder : List.of("boot", "host", "postgresql", "system", "units")) {
            tree(archive, folder, project.resolve("userdata").resolve(folder));
        }
        for (String table : List.of("models.yaml", "routes.yaml")) {
            archive.add("config/" + table, project.resolve("config").resolve(table));
        }
        gate(archive);
        litellm(archive);
        return new Bundle(archive);
    }

    private void gate(Archive archive) {
        archive.add(
                "gate/gate.yaml",
                GateFile.of(settings, catalogue, ports, GateFile.Places.HOST).render());
        archive.add("gate/aws.config", AWS_CONFIG.formatted("gate"));
        Path jar = project.resolve("target/portcullis-gate.jar");
        Path libraries = project.resolve("target/gate-lib");
        if (Files.exists(jar) && Files.exists(libraries)) {
            archive.add(Bundle.GATE, jar);
            tree(archive, "gate/lib", libraries);
        }
    }

    private void litellm(Archive archive) {
        LiteLlmLock lock = LiteLlmLock.read(project.resolve("config/litellm.lock"));
        archive.add("litellm/litellm.lock", lock.file());
        archive.add("litellm/litellm-overrides.txt", project.resolve("config/litellm-overrides.txt"));
        archive.add(
                "litellm/litellm.yaml",
                LiteLlmConfig.render(
                        catalogue,
                        settings.models().geography().word(),
                        settings.account().region().value(),
                        settings.models().guardrail()));
        archive.add("litellm/start.py", LiteLlmProcess.START);
        archive.add(
                "litellm/litellm.env",
                LiteLlmProcess.ENVIRONMENT.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .sorted()
                        .collect(Collectors.joining()));
        archive.add("litellm/aws.config", AWS_CONFIG.formatted("litellm"));
    }

    private String manifest() {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("packages", PACKAGES);
        manifest.put(
                "components",
                components.all().stream()
                        .map(component ->
                                component.in(settings.account().region().value()))
                        .toList());
        return GSON.toJson(manifest) + "\n";
    }

    private static void tree(Archive archive, String name, Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("__pycache__"))
                    .forEach(file -> archive.add(
                            name + "/" + folder.relativize(file).toString().replace('\\', '/'), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
