package dev.portcullis.settings;

import dev.portcullis.settings.value.Hostname;
import java.util.Optional;

/** The operators' host name: given, or derived with as many labels as the callers' has, so that one certificate covers both. */
final class AdminHostname {
    private static final String SUFFIX = "-admin";

    private AdminHostname() {}

    /** @param callers empty when that was no valid name, and then told already */
    static Optional<Hostname> read(RawConfig raw, Optional<Hostname> callers) {
        String beside = "admin" + callers.map(AdminHostname::zone).orElse(".example.com");
        RawValue value = raw.get(Key.ADMIN_HOSTNAME, beside);
        Optional<Hostname> given = value.unlessEmpty("a fully qualified host name or \"\"", Hostname::new);
        // The edge's rules compare the beginning of the Host header, so that neither name may begin with the other.
        if (given.filter(host -> callers.filter(other -> overlaps(host.value(), other.value()))
                        .isPresent())
                .isPresent()) {
            value.refuse(
                    "a name that does not begin with portcullis:hostname, nor the other way round", value.set(beside));
        }
        return value.isEmptyText() ? callers.flatMap(other -> derived(other, value, beside)) : given;
    }

    private static Optional<Hostname> derived(Hostname callers, RawValue value, String beside) {
        String zone = zone(callers);
        String name = callers.value().substring(0, callers.value().length() - zone.length()) + SUFFIX + zone;
        try {
            return Optional.of(new Hostname(name));
        } catch (IllegalArgumentException e) {
            value.refuse("a host name, since '" + name + "' would be too long", "nothing", value.set(beside));
            return Optional.empty();
        }
    }

    /** All labels but the first, with their dot. */
    private static String zone(Hostname callers) {
        return callers.value().substring(callers.value().indexOf('.'));
    }

    private static boolean overlaps(String one, String other) {
        return one.startsWith(other) || other.startsWith(one);
    }
}
