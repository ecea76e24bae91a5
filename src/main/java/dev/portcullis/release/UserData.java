package dev.portcullis.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * The cloud-init document of a host. It holds names and never a value or a secret, so it does not change when a
 * client, a secret or a release does, and an instance that boots again finds what is true now.
 *
 * @param project holds {@code userdata}
 * @param region where the parameter is read
 * @param desiredParameter the name of the SSM parameter that says what the host should be
 */
public record UserData(Path project, String region, String desiredParameter) {
    /** The limit, below EC2's 16 KiB before encoding, with room for later additions. */
    public static final int MAX_BYTES = 14 * 1024;

    private static final List<String> SCRIPTS = List.of("__main__.py", "aws.py", "disk.py");
    private static final List<String> UNITS =
            List.of("portcullis-apply.service", "portcullis-apply.timer", "portcullis-data.service");

    /**
     * The document, as EC2 takes it.
     *
     * @param volume the data volume's id, such as {@code vol-0123456789abcdef0}
     */
    public String render(String volume) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("desired", desiredParameter);
        values.put("files", files());
        values.put("region", region);
        values.put("volume", volume);
        String document = read("cloud-init.yaml");
        for (Map.Entry<String, String> value : values.entrySet()) {
            String placeholder = "@{" + value.getKey() + "}";
            if (!document.contains(placeholder)) {
                throw new IllegalStateException("userdata/cloud-init.yaml does not use " + placeholder);
            }
            document = document.replace(placeholder, value.getValue());
        }
        return document;
    }

    private String files() {
        String scripts = SCRIPTS.stream()
                .map(name -> file("/usr/local/lib/portcullis/first/" + name, read("boot/" + name)))
                .collect(Collectors.joining());
        String units = UNITS.stream()
                .map(name -> file("/etc/systemd/system/" + name, read("boot/" + name)))
                .collect(Collectors.joining());
        return (scripts + units).stripTrailing();
    }

    /** Packed, since every byte counts; cloud-init unpacks it, and an instance keeps what it once was given. */
    private static String file(String path, String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String content = Base64.getEncoder().encodeToString(packed.toByteArray());
        return "- {path: " + path + ", encoding: gz+b64, content: " + content + "}\n";
    }

    private String read(String name) {
        try {
            return Files.readString(project.resolve("userdata").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
