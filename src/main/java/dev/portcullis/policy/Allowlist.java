package dev.portcullis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The condition whose opposite is the second rule: method and path together, on the normalised path. */
final class Allowlist {
    static final String PREFLIGHT = "OPTIONS";

    private Allowlist() {}

    static Expression expression(Routes routes, boolean preflights) {
        List<Expression> methods = new ArrayList<>();
        for (String method : routes.methods()) {
            methods.add(allowed(
                    method,
                    routes.all().stream()
                            .filter(route -> route.method().equals(method))
                            .toList()));
        }
        if (preflights) {
            methods.add(allowed(PREFLIGHT, routes.all()));
        }
        return new Expression.Or(methods);
    }

    private static Expression allowed(String method, List<Route> routes) {
        return allowed(method, prefixes(routes, false), prefixes(routes, true));
    }

    /**
     * One method on these paths.
     *
     * @param exact whole paths, sorted
     * @param trees prefixes that end in a slash, sorted
     */
    static Expression allowed(String method, Set<String> exact, Set<String> trees) {
        List<Expression> paths = new ArrayList<>();
        if (!exact.isEmpty()) {
            paths.add(new Expression.In(Field.PATH, List.copyOf(exact)));
        }
        trees.forEach(prefix -> paths.add(below(prefix)));
        return new Expression.And(List.of(new Expression.Eq(Field.METHOD, method), new Expression.Or(paths)));
    }

    private static Set<String> prefixes(List<Route> routes, boolean tree) {
        return routes.stream()
                .filter(route -> route.isTree() == tree)
                .map(Route::prefix)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Something must follow the slash; what it may be made of takes a regular expression, and so is the gate's part. */
    private static Expression below(String prefix) {
        return new Expression.And(List.of(
                new Expression.StartsWith(Field.PATH, prefix),
                new Expression.Not(new Expression.Eq(Field.PATH, prefix))));
    }
}
