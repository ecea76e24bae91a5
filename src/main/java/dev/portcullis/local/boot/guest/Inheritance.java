package dev.portcullis.local.boot.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The guest's way to the network, which is this machine's: its name servers, its proxies, the authorities that it
 * trusts and pip's settings; verification stays as strict as it is here.
 *
 * @param environment the environment of this process
 */
public record Inheritance(Map<String, String> environment) {
    private static final Path AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", Pattern.DOTALL);
    private static final List<String> PROXIES =
            List.of("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

    public void writeTo(Path root) {
        try {
            Path resolver = root.resolve("etc/resolv.conf");
            Files.deleteIfExists(resolver);
            Files.copy(Path.of("/etc/resolv.conf"), resolver);
            authorities(root);
            pip(root);
            apt(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings for the guest's services that fetch. */
    public Map<String, String> proxies() {
        Map<String, String> found = new TreeMap<>();
        PROXIES.stream().filter(environment::containsKey).forEach(name -> found.put(name, environment.get(name)));
        return found;
    }

    /** Those that Debian's own list lacks, each as a file: packages make the list anew when they are installed. */
    private static void authorities(Path root) throws IOException {
        if (!Files.exists(AUTHORITIES)) {
            return;
        }
        Path bundle = root.resolve("etc/ssl/certs/ca-certificates.crt");
        String known = Files.readString(bundle);
        Set<String> ours = new LinkedHashSet<>();
        Matcher matcher = CERTIFICATE.matcher(Files.readString(AUTHORITIES));
        while (matcher.find()) {
            ours.add(matcher.group());
        }
        StringBuilder all = new StringBuilder(known);
        int number = 0;
        for (String certificate : ours) {
            if (!known.contains(certificate)) {
                Path file = root.resolve("usr/local/share/ca-certificates/inherited-" + ++number + ".crt");
                Files.createDirectories(file.getParent());
                Files.writeString(file, certificate);
                all.append(certificate);
            }
        }
        Files.writeString(bundle, all);
    }

    /** pip has its own list of authorities. */
    private void pip(Path root) throws IOException {
        Path own = Path.of("/etc/pip.conf");
        StringBuilder text = new StringBuilder(Files.exists(own) ? Files.readString(own) : "[global]\n");
        if (!text.toString().contains("cert =")) {
            text.append("cert = /etc/ssl/certs/ca-certificates.crt\n");
        }
        String index = environment.getOrDefault("PIP_INDEX_URL", "");
        if (!index.isEmpty()) {
            text.append("index-url = ").append(index).append('\n');
        }
        Files.writeString(root.resolve("etc/pip.conf"), text);
    }

    private void apt(Path root) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String scheme : List.of("http", "https")) {
            String proxy = environment.getOrDefault(scheme + "_proxy", "");
            if (!proxy.isEmpty()) {
                text.append("Acquire::")
                        .append(scheme)
                        .append("::Proxy \"")
                        .append(proxy)
                        .append("\";\n");
            }
        }
        Files.writeString(root.resolve("etc/apt/apt.conf.d/00inherited"), text);
    }
}
