package dev.portcullis.local.litellm;

import dev.portcullis.catalogue.litellm.LiteLlmConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files of one running LiteLLM, in a directory of its own that nobody else can enter. */
record LiteLlmFiles(Path directory) {
    /**
     * What {@code -m litellm.proxy.proxy_cli} does. Loading makes a million objects that all stay, and a collector that
     * looks for garbage among them takes a third of the time; afterwards it does its work, without them.
     */
    private static final String START = """
            import gc
            gc.disable()
            import litellm.proxy.proxy_server
            from litellm.proxy.proxy_cli import run_server
            gc.freeze()
            gc.enable()
            run_server()
            """;

    Path config() {
        return directory.resolve("litellm.yaml");
    }

    Path internalKey() {
        return directory.resolve("litellm-internal-key");
    }

    Path log() {
        return directory.resolve("litellm.log");
    }

    void write(String config, String internalKey) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        writePrivately(config(), config);
        writePrivately(internalKey(), internalKey);
        Files.deleteIfExists(log());
    }

    /** Created with its mode: between writing a file and closing it to others, others could read it. */
    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        try (SeekableByteChannel channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** Isolated, so that no module of the working directory or of the user's own Python is loaded. */
    List<String> command(Path python, int port) {
        return List.of(
                python.toString(),
                "-I",
                "-u",
                "-c",
                START,
                "--config",
                config().toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--num_workers",
                "1");
    }

    /** All of the process's environment. The switches keep it off the network and close what the gate does not use. */
    Map<String, String> environment(Map<String, String> aws) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "HOME",
                directory.toString(),
                "PATH",
                "/usr/bin:/bin",
                LiteLlmConfig.INTERNAL_KEY_FILE,
                internalKey().toString(),
                "LITELLM_MODE",
                "PRODUCTION",
                "LITELLM_LOG",
                "ERROR",
                "NO_DOCS",
                "True",
                "NO_REDOC",
                "True",
                "NO_OPENAPI",
                "True",
                "DISABLE_ADMIN_UI",
                "True"));
        environment.putAll(Map.of(
                "LITELLM_LOCAL_MODEL_COST_MAP", "True",
                "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS", "True",
                "LITELLM_LOCAL_AUTOROUTER_PRESETS", "True",
                "LITELLM_LOCAL_BLOG_POSTS", "True",
                "LITELLM_LOCAL_POLICY_TEMPLATES", "True"));
        environment.putAll(aws);
        return environment;
    }
}
