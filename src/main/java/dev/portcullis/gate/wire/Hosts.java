package dev.portcullis.gate.wire;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names under which a listener may be called: this machine's own and the configured ones, at any port and with or without a final dot. A page whose
 * name was bound anew to this machine says its own name, and reads nothing.
 */
public final class Hosts {
    private static final Set<String> OWN = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern PORT = Pattern.compile("\\.?(:[0-9]{1,5})?$");

    private final Set<String> names;

    public Hosts(Set<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** @param host the header's value */
    public boolean know(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return OWN.contains(name) || names.contains(name);
    }
}
