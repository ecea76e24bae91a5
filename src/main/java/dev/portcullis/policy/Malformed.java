package dev.portcullis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The condition of the first rule: requests that no client of any route ever sends. */
final class Malformed {
    private Malformed() {}

    static Expression expression(Routes routes) {
        return expression(methods(routes));
    }

    /** @param methods all that any route of the host takes */
    static Expression expression(List<String> methods) {
        List<Expression> guards = new ArrayList<>();
        guards.add(new Expression.Not(new Expression.Ssl()));
        guards.add(new Expression.Not(new Expression.In(Field.METHOD, methods)));
        for (String part : RawPath.FORBIDDEN) {
            guards.add(new Expression.Contains(Field.RAW_PATH, part));
        }
        return new Expression.Or(guards);
    }

    /** A browser's preflight is well-formed even where the next rule refuses it. */
    private static List<String> methods(Routes routes) {
        Set<String> methods = new TreeSet<>(routes.methods());
        methods.add(Allowlist.PREFLIGHT);
        return List.copyOf(methods);
    }
}
