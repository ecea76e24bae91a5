package dev.portcullis.release;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells whether a jar was built from the sources beside it. It compares content and not times, since CI hands jars
 * from one job to the next and a checkout sets every file's time anew.
 */
public final class SourceStamp {
    private static final String RESOURCE = "META-INF/portcullis/sources.sha256";

    /** All that the jars are built from: files, and folders with everything below them. */
    private static final List<String> PARTS =
            List.of("pom.xml", "program.xml", "src/main", "idlestop/pom.xml", "idlestop/src/main");

    private SourceStamp() {}

    /** Called by the build: {@code project directory, class directory}. */
    public static void main(String[] args) throws IOException {
        Path stamp = Path.of(args[1], RESOURCE);
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, of(Path.of(args[0])));
    }

    /** True when this class was loaded from a jar built from {@code project}; false when stale or never stamped. */
    public static boolean matches(Path project) {
        try (InputStream stamp = SourceStamp.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            return stamp != null && new String(stamp.readAllBytes(), StandardCharsets.UTF_8).equals(of(project));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The check that a deployment makes before it declares anything. */
    public static void require(Path project) {
        if (!matches(project)) {
            throw new BadInput(List.of(Problem.plain(
                    "target/portcullis.jar",
                    "it was not built from the sources beside it",
                    "Run 'mvn package' and try again")));
        }
    }

    static String of(Path project) throws IOException {
        MessageDigest digest = sha256();
        for (Path file : files(project)) {
            digest.update(project.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(sha256().digest(Files.readAllBytes(file)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> files(Path project) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path part :
                PARTS.stream().map(project::resolve).filter(Files::exists).toList()) {
            try (Stream<Path> below = Files.walk(part)) {
                below.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        return files.stream().sorted().toList();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
