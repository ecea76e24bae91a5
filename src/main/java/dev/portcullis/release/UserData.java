package dev.portcullis.release;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The cloud-init document of a host. It holds names and never a value or a secret, so it does not change when a
 * client, a secret or a release does, and an instance that boots again finds what is true now.
 *
 * @param project holds {@code userdata}
 * @param region where the parameter is read
 * @param desiredParameter the name of the SSM parameter that says what the host should be
 * @param agent the SSM agent's pin
 */
public record UserData(Path project, String region, String desiredParameter, Component agent) {
    /** EC2's limit on user data before encoding. */
    public static final int MAX_BYTES = 16 * 1024;

    private static final List<String> SCRIPTS = List.of("__main__.py", "aws.py", "disk.py");
    private static final List<String> UNITS =
            List.of("portcullis-apply.service", "portcullis-apply.timer", "portcullis-data.service");
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /**
     * The document, as EC2 takes it.
     *
     * @param volume the data volume's id, such as {@code vol-0123456789abcdef0}
     */
    public String render(String volume) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("agent", GSON.toJson(agent.in(region)));
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
                .map(name -> file("/usr/local/lib/portcullis/" + name, read("boot/" + name)))
                .collect(Collectors.joining());
        String units = UNITS.stream()
                .map(name -> file("/etc/systemd/system/" + name, read("boot/" + name)))
                .collect(Collectors.joining());
        return (scripts + units).stripTrailing();
    }

    /** A block of YAML, indented by the least that YAML takes: every byte counts. */
    private static String file(String path, String text) {
        String block =
                text.lines().map(line -> line.isEmpty() ? "" : "   " + line).collect(Collectors.joining("\n"));
        return "- path: " + path + "\n  content: |\n" + block + "\n";
    }

    private String read(String name) {
        try {
            return Files.readString(project.resolve("userdata").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
