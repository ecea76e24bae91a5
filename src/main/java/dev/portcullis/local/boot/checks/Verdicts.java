package dev.portcullis.local.boot.checks;

import dev.portcullis.local.boot.guest.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Judges the facts that were read. Each method returns the problems, and none when all is well. */
final class Verdicts {
    static final double MOST_EXPOSED = 2.0;
    static final long MOST_KILOBYTES = 1400L * 1024;

    private static final Set<String> FACING =
            Set.of("portcullis-cloudflared.service", "portcullis-gate.service", "portcullis-litellm.service");
    private static final String ROLES = "/run/portcullis-credentials/";
    /** Each reads one role's; it writes both. */
    private static final String KEEPER = "portcullis-credentials.service";

    /** A host's files hold a part of some secrets, and never less than this. */
    private static final int SHORTEST = 40;

    private Verdicts() {}

    static List<String> listening(List<Look.Socket> sockets) {
        return sockets.stream()
                .filter(socket -> !socket.isLoopback())
                .map(socket -> socket.by() + " at " + socket.address())
                .toList();
    }

    static List<String> users(List<Look.Unit> services) {
        List<String> problems = new ArrayList<>();
        Map<String, String> seen = new TreeMap<>();
        for (Look.Unit unit : services) {
            if (unit.user().equals("root")) {
                problems.add(unit.name() + " is root's");
            }
            if (!unit.capabilities().matches("0+")) {
                problems.add(unit.name() + " has capabilities " + unit.capabilities());
            }
            if (!unit.noNewPrivileges()) {
                problems.add(unit.name() + " may gain privileges");
            }
            String other = seen.putIfAbsent(unit.user(), unit.name());
            if (other != null) {
                problems.add(unit.name() + " has the user of " + other);
            }
        }
        return problems;
    }

    /** A service that is not there is a problem too. */
    static List<String> exposure(List<Look.Unit> units) {
        List<String> problems = new ArrayList<>();
        Set<String> missing = new TreeSet<>(FACING);
        for (Look.Unit unit : units) {
            boolean faces = missing.remove(unit.name());
            if (faces && (unit.exposure() < 0 || unit.exposure() > MOST_EXPOSED)) {
                problems.add(unit.name() + " " + unit.exposure());
            }
        }
        missing.forEach(name -> problems.add(name + " does not run"));
        return problems;
    }

    /**
     * @param seen the output of {@code reach.sh} as the service
     */
    static List<String> reach(String unit, String seen) {
        return seen.lines()
                .filter(line -> !line.contains("/run/credentials/" + unit + "/"))
                .filter(line -> !line.contains(ROLES) || !readsRole(unit, line))
                .map(line -> unit + " " + line)
                .toList();
    }

    private static boolean readsRole(String unit, String line) {
        return unit.equals(KEEPER)
                || line.endsWith(ROLES + unit.replaceAll("^portcullis-|\\.service$", "") + "/role.json");
    }

    /** The same probe as root, who can do everything: a probe that finds nothing there finds nothing anywhere. */
    static Optional<String> blindProbe(String seenAsRoot) {
        List<String> wanted = List.of("writes /opt/portcullis", "writes /usr", "reads /run/credentials", "reads /opt/");
        return wanted.stream()
                .filter(line -> !seenAsRoot.contains(line))
                .findFirst()
                .map(line -> "the probe itself is blind: as root it says nothing that begins with '" + line + "'");
    }

    /**
     * @param places name of the place to all the text that is there
     */
    static List<String> leaks(Map<String, String> secrets, Map<String, String> places) {
        List<String> problems = new ArrayList<>();
        secrets.forEach((name, value) -> places.forEach((place, text) -> {
            if (text.contains(value.substring(0, Math.min(SHORTEST, value.length())))) {
                problems.add(name + " in " + place);
            }
        }));
        return problems.stream().sorted().toList();
    }

    /** @param shown {@code systemctl show} of timers, a paragraph each */
    static List<String> dueAfterBoot(String shown) {
        return Stream.of(shown.strip().split("\n\n"))
                .filter(timer -> !timer.contains("OnBootUSec=1min"))
                .map(timer -> String.join(" ", timer.lines().toList()))
                .toList();
    }

    static List<String> memory(long kilobytes) {
        return kilobytes < MOST_KILOBYTES ? List.of() : List.of(kilobytes / 1024 + " MiB");
    }
}
