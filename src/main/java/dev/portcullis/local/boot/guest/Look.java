package dev.portcullis.local.boot.guest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The state of the guest's units at one moment. */
public record Look(List<Unit> units, List<Socket> sockets) {
    /** As root, because they exchange the release and the ledger. They take no input but the stack's own parameters. */
    private static final Set<String> CHANGING = Set.of("portcullis-apply.service", "portcullis-restore.service");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Look {
        units = List.copyOf(units);
        sockets = List.copyOf(sockets);
    }

    /**
     * A service that runs.
     *
     * @param kilobytes PSS of all its processes
     * @param exposure the score of {@code systemd-analyze security}, 0 to 10
     * @param pid the id of its first process, in the guest's numbers
     * @param capabilities effective ones of any of its processes, in hexadecimal
     */
    public record Unit(
            String name,
            String user,
            long kilobytes,
            double exposure,
            boolean noNewPrivileges,
            String capabilities,
            long pid,
            long uid,
            long gid) {}

    /** One that listens. */
    public record Socket(String address, String by) {
        public boolean isLoopback() {
            return address.startsWith("127.") || address.startsWith("[::1]");
        }
    }

    public static Look at(Guest guest) {
        try {
            JsonNode seen = JSON.readTree(guest.run("python3", "-I", "-c", resource("look.py")));
            List<Unit> units = new ArrayList<>();
            seen.path("units").properties().forEach(field -> units.add(unit(field.getKey(), field.getValue())));
            units.sort((one, other) -> one.name().compareTo(other.name()));
            List<Socket> sockets = new ArrayList<>();
            seen.path("sockets")
                    .forEach(socket -> sockets.add(new Socket(
                            socket.path("address").asText(), socket.path("by").asText())));
            return new Look(units, sockets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that run all the time, are ours, and serve: PostgreSQL's unit is Debian's, and two of ours change the host. */
    public List<Unit> services() {
        return units.stream()
                .filter(unit -> unit.name().startsWith("portcullis-") && !CHANGING.contains(unit.name()))
                .toList();
    }

    public long kilobytes() {
        return units.stream().mapToLong(Unit::kilobytes).sum();
    }

    public static String resource(String name) {
        try (InputStream stream = Look.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Unit unit(String name, JsonNode seen) {
        return new Unit(
                name,
                seen.path("user").asText(),
                seen.path("kilobytes").asLong(),
                seen.path("exposure").asDouble(),
                seen.path("noNewPrivileges").asBoolean(),
                seen.path("capabilities").asText(),
                seen.path("pid").asLong(),
                seen.path("uid").asLong(),
                seen.path("gid").asLong());
    }
}
