package dev.portcullis.release;

import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.input.YamlMap;
import dev.portcullis.release.Component.Download;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code config/components.yaml}: the two programs beside Debian's and Python's packages that run on a host. */
public record Components(Component cloudflared, Component ssmAgent) {
    private static final String CLOUDFLARED = "cloudflared";
    private static final String SSM_AGENT = "ssm-agent";
    private static final String UNKNOWN = "unknown";
    private static final String CHECKSUM = "a SHA-256 of 64 hex digits, or the word unknown";

    /** Empty when the file has any mistake; they are then all in {@code problems}. */
    public static Optional<Components> read(Path file, Problems problems) {
        return YamlFile.read(file, problems).flatMap(yaml -> {
            Optional<Component> cloudflared = component(yaml, CLOUDFLARED);
            Optional<Component> agent = component(yaml, SSM_AGENT);
            yaml.refuseOthers();
            return cloudflared.flatMap(one -> agent.map(other -> new Components(one, other)));
        });
    }

    List<Component> all() {
        return List.of(cloudflared, ssmAgent);
    }

    /** One sentence for each file that no host will install. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!cloudflared.arm64().isPinned()) {
            warnings.add("config/components.yaml has no checksum of cloudflared " + cloudflared.version()
                    + " for arm64: the host refuses to install it, so nobody can reach the gateway");
        }
        if (!ssmAgent.arm64().isPinned()) {
            warnings.add("config/components.yaml has no checksum of the SSM agent " + ssmAgent.version()
                    + " for arm64: the host runs without it, so there is no shell on it");
        }
        return warnings;
    }

    private static Optional<Component> component(YamlMap yaml, String name) {
        return yaml.map(name).flatMap(map -> {
            Optional<String> version = map.value("version", "a version such as 2026.10.0", Components::version);
            Optional<Download> arm64 = download(map, "arm64");
            Optional<Download> amd64 = download(map, "amd64");
            map.refuseOthers();
            return version.flatMap(
                    number -> arm64.flatMap(arm -> amd64.map(amd -> new Component(name, number, arm, amd))));
        });
    }

    private static Optional<Download> download(YamlMap component, String architecture) {
        return component.map(architecture).flatMap(map -> {
            Optional<String> url = map.value("url", "an https address", Components::url);
            Optional<String> sha256 = map.value("sha256", CHECKSUM, Components::sha256);
            map.refuseOthers();
            return url.flatMap(address -> sha256.map(sum -> new Download(address, sum)));
        });
    }

    private static String version(String text) {
        return matching(text, "[0-9]+(\\.[0-9]+){2,3}");
    }

    private static String url(String text) {
        URI uri = URI.create(text.replace("{region}", "region"));
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        return text;
    }

    private static String sha256(String text) {
        return text.equals(UNKNOWN) ? "" : matching(text, "[0-9a-f]{64}");
    }

    private static String matching(String text, String form) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
