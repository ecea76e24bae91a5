package dev.portcullis.gate.config;

import dev.portcullis.gate.config.GateConfig.Access;
import dev.portcullis.gate.config.GateConfig.Callers;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlMap;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.Origin;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of the gate's file that says who may call: Access's team, the clients and the pages. */
final class CallersReader {
    private static final String JWKS = "an https address, or one of http://127.0.0.1";

    private final YamlMap file;
    private final Problems problems;

    CallersReader(YamlMap file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    Optional<Callers> read() {
        Optional<Access> access = access();
        Map<String, ClientName> clients = clients();
        Set<String> hosts = hosts();
        Set<Origin> origins = origins();
        return access.map(team -> new Callers(team, clients, hosts, origins));
    }

    private Optional<Access> access() {
        Optional<YamlMap> map = file.map("access");
        if (map.isEmpty()) {
            problems.add(
                    file.where("access"),
                    "a mapping of issuer and audiences",
                    "nothing of that form",
                    "Without it the gate would let everyone in, so it does not start");
            return Optional.empty();
        }
        YamlMap access = map.get();
        Optional<String> issuer =
                access.value("issuer", "an https address without a path", text -> issuer(URI.create(text)));
        Optional<URI> keys = access.has("keys")
                ? access.value("keys", JWKS, text -> keysAddress(URI.create(text)))
                : issuer.map(text -> URI.create(text + "/cdn-cgi/access/certs"));
        access.optionalText("keys");
        List<String> audiences = access.texts("audiences");
        access.refuseOthers();
        if (audiences.isEmpty() || audiences.stream().anyMatch(String::isBlank)) {
            problems.add(
                    access.where("audiences"),
                    "at least one application's audience",
                    audiences.isEmpty() ? "none" : "an empty one",
                    "Copy it from the stack's outputs");
        }
        return issuer.flatMap(text -> keys.map(uri -> new Access(text, uri, new HashSet<>(audiences))));
    }

    /** The clients by the id of their service token. */
    private Map<String, ClientName> clients() {
        Map<String, ClientName> clients = new HashMap<>();
        for (YamlMap map : file.maps("clients")) {
            Optional<ClientName> name = map.value("name", "a client's name such as laptop", ClientName::new);
            Optional<String> id = map.value("id", "the id of a service token", CallersReader::tokenId);
            map.refuseOthers();
            if (name.isPresent() && id.isPresent() && clients.put(id.get(), name.get()) != null) {
                problems.addPlain(
                        map.where("id"), "another client has the same token", "Remove one of the two clients");
            }
        }
        return clients;
    }

    /** Host names, without a port. */
    private Set<String> hosts() {
        Set<String> hosts = new HashSet<>();
        for (String text : file.texts("hosts")) {
            try {
                hosts.add(new Hostname(text).value());
            } catch (IllegalArgumentException e) {
                problems.add(
                        file.where("hosts"),
                        "host names such as llm.example.com",
                        "'" + text + "'",
                        "Write the name that callers use, without scheme and port");
            }
        }
        return hosts;
    }

    private Set<Origin> origins() {
        Set<Origin> origins = new HashSet<>();
        for (String text : file.texts("origins")) {
            try {
                origins.add(new Origin(text));
            } catch (IllegalArgumentException e) {
                problems.add(
                        file.where("origins"),
                        "https origins such as https://chat.example.com",
                        "'" + text + "'",
                        "Write scheme and host as the browser sends them");
            }
        }
        return origins;
    }

    private static String issuer(URI uri) {
        if (!"https".equals(uri.getScheme())
                || uri.getHost() == null
                || !uri.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("not an issuer: " + uri);
        }
        return uri.toString();
    }

    private static URI keysAddress(URI uri) {
        boolean loopback = "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost());
        if (uri.getHost() == null || !("https".equals(uri.getScheme()) || loopback)) {
            throw new IllegalArgumentException("not an address of keys: " + uri);
        }
        return uri;
    }

    private static String tokenId(String text) {
        if (!text.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException("not a token's id: " + text);
        }
        return text;
    }
}
