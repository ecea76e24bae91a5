package dev.portcullis.local.litellm;

import dev.portcullis.catalogue.litellm.LiteLlmConfig;
import dev.portcullis.catalogue.litellm.LiteLlmProcess;
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
                LiteLlmProcess.START,
                "--config",
                config().toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--num_workers",
                "1");
    }

    /** All of the process's environment. */
    Map<String, String> environment(Map<String, String> aws) {
        Map<String, String> environment = new TreeMap<>(LiteLlmProcess.ENVIRONMENT);
        environment.put("HOME", directory.toString());
        environment.put("PATH", "/usr/bin:/bin");
        environment.put(LiteLlmConfig.INTERNAL_KEY_FILE, internalKey().toString());
        environment.putAll(aws);
        return environment;
    }
}
