package dev.portcullis.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The passphrase of a stack whose secrets no key encrypts: the person's own, or a random one in a file of theirs. */
final class Passphrase {
    private static final String VALUE = "PULUMI_CONFIG_PASSPHRASE";
    private static final String FILE = "PULUMI_CONFIG_PASSPHRASE_FILE";
    private static final int BYTES = 32;

    private Passphrase() {}

    static boolean isSet(Map<String, String> environment) {
        return environment.containsKey(VALUE)
                || !environment.getOrDefault(FILE, "").isEmpty();
    }

    /** Below the folder that programs keep their files in. */
    static Path file(String stack, Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (folder.isEmpty() ? Path.of(home, ".config") : Path.of(folder))
                .resolve("portcullis")
                .resolve(stack + ".passphrase");
    }

    /** The environment with the file, which is made unless it is there. */
    static Map<String, String> with(Path file, Map<String, String> environment) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        // A run that was cut off can have left an empty one.
        if (!Files.exists(file) || Files.size(file) == 0) {
            Path fresh = Files.createTempFile(file.getParent(), "passphrase", ".new");
            Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Map<String, String> more = new HashMap<>(environment);
        more.put(FILE, file.toString());
        return more;
    }

    /** The line that a person types for the commands that follow. */
    static String export(Path file) {
        return "export " + FILE + "=" + file;
    }
}
