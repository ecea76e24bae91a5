package dev.portcullis.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The secrets of a gate: each is one credential file, whose path the gate's configuration file names. */
public enum GateCredential {
    INTERNAL_KEY("internalKeyFile", "litellm-key"),
    DATABASE_PASSWORD("databasePasswordFile", "database-password"),
    PEPPER("pepperFile", "key-pepper"),
    ADMIN_KEY("adminKeyFile", "admin-key");

    private final String key;
    private final String file;

    GateCredential(String key, String file) {
        this.key = key;
        this.file = file;
    }

    /** The key of the gate's configuration file. */
    String key() {
        return key;
    }

    /** The name that the file has on a host and elsewhere. */
    String file() {
        return file;
    }

    /** Beside the gate file of a gate on this machine. */
    public Path write(Path folder, String secret) throws IOException {
        return Files.writeString(folder.resolve(file), secret);
    }
}
