package dev.portcullis.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Files under their names in a bundle, written so that the same files give the same bytes: sorted, of nobody and of no
 * time. Stored and not deflated, since jars do not shrink and another zlib would deflate the rest to other bytes.
 */
final class Archive {
    private static final int MODE = 0100644;
    private static final int UNKNOWN_OS = 255;

    private final Map<String, Content> files = new TreeMap<>();

    /** The content of a file: at hand, or on the disk until it is written. */
    private sealed interface Content {
        byte[] bytes() throws IOException;
    }

    private record Text(String text) implements Content {
        @Override
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private record Source(Path path) implements Content {
        @Override
        public byte[] bytes() throws IOException {
            return Files.readAllBytes(path);
        }
    }

    void add(String name, String text) {
        files.put(name, new Text(text));
    }

    void add(String name, Path source) {
        files.put(name, new Source(source));
    }

    Iterable<String> names() {
        return files.keySet();
    }

    void writeTo(OutputStream out) throws IOException {
        GzipParameters stored = new GzipParameters();
        stored.setCompressionLevel(Deflater.NO_COMPRESSION);
        stored.setOperatingSystem(UNKNOWN_OS);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(out, stored), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, Content> file : files.entrySet()) {
                byte[] bytes = file.getValue().bytes();
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setModTime(0L);
                entry.setMode(MODE);
                entry.setIds(0, 0);
                entry.setNames("root", "root");
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
    }
}
