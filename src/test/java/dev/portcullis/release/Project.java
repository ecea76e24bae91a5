package dev.portcullis.release;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.plan.ExampleStack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The example stack's bundle, made from a copy of the tables and scripts, and read back. */
public final class Project {
    private Project() {}

    /** Tables and scripts, without anything that is built. */
    static Path copyTo(Path folder) {
        for (String tree : List.of("config", "userdata")) {
            try (Stream<Path> files = Files.walk(ExampleStack.PROJECT.resolve(tree))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = folder.resolve(ExampleStack.PROJECT.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /** The bundle of the project in a folder, for the example stack with changed settings. */
    public static Bundle bundle(Path project, Map<String, Object> changes) {
        Blueprint stack = ExampleStack.blueprint(changes);
        Catalogue catalogue = stack.catalogue();
        return new BundleBuilder(project, stack.settings(), catalogue, stack.components(), Ports.HOST).build();
    }

    /** Name to text, in the order of the archive. */
    public static Map<String, String> texts(Path bundle) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (TarArchiveInputStream tar = open(bundle)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                texts.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    static List<TarArchiveEntry> entries(Path bundle) throws IOException {
        List<TarArchiveEntry> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = open(bundle)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static TarArchiveInputStream open(Path bundle) throws IOException {
        InputStream file = Files.newInputStream(bundle);
        return new TarArchiveInputStream(new GzipCompressorInputStream(file));
    }
}
