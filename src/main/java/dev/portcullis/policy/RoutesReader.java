package dev.portcullis.policy;

import dev.portcullis.input.Problems;
import dev.portcullis.input.Suggestion;
import dev.portcullis.input.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One reading of {@code routes.yaml}: every entry on its own first, then what only shows between two of them. */
final class RoutesReader {
    private static final Set<String> METHODS = Set.of("GET", "POST", "DELETE");
    private static final Pattern CAPABILITY = Pattern.compile("[a-z][a-z0-9]{0,30}");
    private static final String PATH_EXPECTED =
            "a path below /v1/ of segments of a-z, 0-9 and _, the last one may be {id}";

    private final YamlMap file;
    private final Problems problems;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(YamlMap at, Route route) {}

    RoutesReader(YamlMap file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    Optional<Routes> read() {
        int before = problems.all().size();
        List<String> alwaysOn = file.texts("alwaysOn");
        List<YamlMap> maps = file.maps("routes");
        file.refuseOthers();
        maps.forEach(this::readEntry);
        if (maps.isEmpty()) {
            problems.add(file.where("routes"), "at least one route", "none", "Add '- method: ...' entries below it");
        }
        boolean complete = entries.size() == maps.size();
        if (complete) {
            checkAlwaysOn(alwaysOn);
        }
        if (problems.all().size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Routes(entries.stream().map(Entry::route).toList(), new LinkedHashSet<>(alwaysOn)));
    }

    private void readEntry(YamlMap map) {
        Optional<String> method = map.value("method", "GET, POST or DELETE", word -> oneOf(METHODS, word));
        Optional<String> path = map.value("path", PATH_EXPECTED, text -> matching(Route.PATH, text));
        Optional<ApiShape> shape = map.value("shape", "one of " + String.join(", ", ApiShape.words()), ApiShape::of);
        Optional<String> capability =
                map.value("capability", "a word of a-z and 0-9", text -> matching(CAPABILITY, text));
        Optional<Long> body = map.value("body", BodyLimit.EXPECTED, BodyLimit::parse);
        map.refuseOthers();
        if (method.isPresent() && path.isPresent() && shape.isPresent() && capability.isPresent() && body.isPresent()) {
            add(map, new Route(method.get(), path.get(), shape.get(), capability.get(), body.get()));
        }
    }

    private void add(YamlMap map, Route route) {
        boolean takesBody = !route.method().equals("GET");
        if (takesBody == (route.bodyLimit() == 0)) {
            problems.add(
                    map.where("body"),
                    takesBody ? "a size above 0 for " + route.method() : "0 for GET",
                    takesBody ? "0" : route.bodyLimit() + " bytes",
                    "Change the size or the method");
        }
        entries.stream()
                .filter(earlier -> earlier.route.overlaps(route))
                .findFirst()
                .ifPresent(earlier -> problems.add(
                        map.where("path"),
                        "each method and path once",
                        route.method() + " " + route.path() + ", which " + earlier.at.where() + " covers already",
                        "Remove one of the two"));
        entries.add(new Entry(map, route));
    }

    private void checkAlwaysOn(List<String> alwaysOn) {
        Set<String> known =
                entries.stream().map(entry -> entry.route.capability()).collect(Collectors.toCollection(TreeSet::new));
        for (String word : alwaysOn) {
            if (!known.contains(word)) {
                problems.add(
                        file.where("alwaysOn"),
                        "capabilities that a route names",
                        "'" + word + "'",
                        Suggestion.remedy(word, known));
            }
        }
    }

    private static String oneOf(Set<String> known, String word) {
        if (!known.contains(word)) {
            throw new IllegalArgumentException("not known: " + word);
        }
        return word;
    }

    private static String matching(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("not of the form: " + text);
        }
        return text;
    }
}
