package dev.portcullis.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that declares nothing and writes down the configuration that the engine handed over. */
final class ConfigDump {
    /** The variable that names the file. */
    static final String FILE = "CONFIG_DUMP_FILE";

    private ConfigDump() {}

    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(System.getenv(FILE)), System.getenv("PULUMI_CONFIG"));
    }
}
