package dev.portcullis.policy;

import java.util.ArrayList;
import java.util.List;

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
        List<Expression> paths = new ArrayList<>();
        List<String> exact = routes.stream()
                .filter(route -> !route.isTree())
                .map(Route::path)
                .distinct()
                .sorted()
                .toList();
        if (!exact.isEmpty()) {
            paths.add(new Expression.In(Field.PATH, exact));
        }
        routes.stream()
                .filter(Route::isTree)
                .map(Route::prefix)
                .distinct()
                .sorted()
                .forEach(prefix -> paths.add(below(prefix)));
        return new Expression.And(List.of(new Expression.Eq(Field.METHOD, method), new Expression.Or(paths)));
    }

    /** Something must follow the slash; what it may be made of takes a regular expression, and so is the gate's part. */
    private static Expression below(String prefix) {
        return new Expression.And(List.of(
                new Expression.StartsWith(Field.PATH, prefix),
                new Expression.Not(new Expression.Eq(Field.PATH, prefix))));
    }
}
