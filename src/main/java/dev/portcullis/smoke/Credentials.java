package dev.portcullis.smoke;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.probe.ServiceToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A caller's credentials: a service token for the edge, a virtual key for the gate. They are never printed. */
public record Credentials(ServiceToken token, String key) {
    static final String CLIENT_ID = "CF_ACCESS_CLIENT_ID";
    static final String CLIENT_SECRET = "CF_ACCESS_CLIENT_SECRET";
    static final String KEY = "PORTCULLIS_KEY";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{8,200}");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** Prints without the secrets. */
    @Override
    public String toString() {
        return "Credentials[]";
    }

    /**
     * Reads the variables that CI sets.
     *
     * @throws BadInput with all that are missing or have another form
     */
    public static Credentials of(Map<String, String> environment) {
        return of(environment, "the environment");
    }

    /**
     * Reads a file with a line {@code NAME=value} for each of the same names, which nobody else may read.
     *
     * @throws BadInput with all that is wrong with it
     */
    public static Credentials read(Path file) {
        try {
            Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
            open.retainAll(Files.getPosixFilePermissions(file));
            if (!open.isEmpty()) {
                throw new BadInput(
                        "--credentials",
                        "a file that only its owner can read",
                        "'" + file + "', which others can read or write",
                        "Run: chmod 600 " + file);
            }
            Map<String, String> values = new HashMap<>();
            for (String line : Files.readAllLines(file)) {
                int at = line.indexOf('=');
                if (at > 0 && !line.startsWith("#")) {
                    values.put(
                            line.substring(0, at).strip(),
                            line.substring(at + 1).strip());
                }
            }
            return of(values, String.valueOf(file.getFileName()));
        } catch (IOException e) {
            throw new BadInput(
                    "--credentials",
                    "a readable UTF-8 file",
                    "'" + file + "': " + e.getClass().getSimpleName(),
                    "Check its name and its permissions");
        }
    }

    private static Credentials of(Map<String, String> values, String where) {
        Problems problems = new Problems();
        for (String name : new String[] {CLIENT_ID, CLIENT_SECRET, KEY}) {
            String value = values.getOrDefault(name, "");
            if (!FORM.matcher(value).matches()) {
                problems.add(
                        name,
                        "8 to 200 letters, digits and _ . - in " + where,
                        value.isEmpty() ? "nothing" : value.length() + " characters of another form",
                        "Set it there, or name a file with --credentials");
            }
        }
        problems.throwIfAny();
        return new Credentials(
                new ServiceToken(values.getOrDefault(CLIENT_ID, ""), values.getOrDefault(CLIENT_SECRET, ""), true),
                values.getOrDefault(KEY, ""));
    }
}
