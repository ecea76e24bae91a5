package dev.portcullis.policy;

import dev.portcullis.input.Problems;
import dev.portcullis.input.Suggestion;
import dev.portcullis.input.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table of what may be called, in the order of the file.
 *
 * @param alwaysOn capabilities that {@link #without} refuses to remove
 */
public record Routes(List<Route> all, Set<String> alwaysOn) {
    /** The setting by which a stack switches capabilities off; problems with it are reported under this name. */
    static final String SETTING = "portcullis:disabledCapabilities";

    public Routes {
        all = List.copyOf(all);
        alwaysOn = Set.copyOf(alwaysOn);
    }

    /** Empty when the file has any mistake; {@code problems} then names each with its line. */
    public static Optional<Routes> read(Path file, Problems problems) {
        return YamlFile.read(file, problems).flatMap(map -> new RoutesReader(map, problems).read());
    }

    /** The table less what a stack has switched off. A word that cannot be switched off is a problem and has no effect. */
    public Routes without(Set<String> capabilities, Problems problems) {
        Set<String> switchable = switchable();
        for (String word : new TreeSet<>(capabilities)) {
            if (alwaysOn.contains(word)) {
                problems.add(
                        SETTING,
                        "a capability that can be switched off",
                        "'" + word + "', which is always on",
                        "Remove '" + word + "'; clients cannot work without it");
            } else if (!switchable.contains(word)) {
                problems.add(SETTING, "a known capability", "'" + word + "'", Suggestion.remedy(word, switchable));
            }
        }
        List<Route> rest = all.stream()
                .filter(route -> !capabilities.contains(route.capability()) || alwaysOn.contains(route.capability()))
                .toList();
        if (rest.isEmpty()) {
            problems.add(SETTING, "at least one capability left on", "none", "Remove one of the words");
        }
        return new Routes(rest, alwaysOn);
    }

    /**
     * The route that a request may take: exact, case-sensitive, on the path as it arrived.
     *
     * @param rawPath without the query
     */
    public Optional<Route> match(String method, String rawPath) {
        if (RawPath.isMalformed(rawPath)) {
            return Optional.empty();
        }
        return all.stream()
                .filter(route -> route.method().equals(method) && route.covers(rawPath))
                .findFirst();
    }

    /** Sorted, so that what is rendered from it is the same in every run. */
    Set<String> methods() {
        return all.stream().map(Route::method).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> switchable() {
        return all.stream()
                .map(Route::capability)
                .filter(word -> !alwaysOn.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
