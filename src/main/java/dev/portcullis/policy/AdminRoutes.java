package dev.portcullis.policy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The methods and paths of the operators' host name: the admin API's, its root for a page and for {@code cloudflared},
 * which asks with HEAD where to sign in, and Access's own pages, on which a person signs in.
 */
public final class AdminRoutes {
    /** Everything of the API is below it, and the rate limit counts it. */
    static final String ROOT = "/admin/";

    /** The place of Access's own pages on every host name that it guards. */
    static final String SIGN_IN = "/cdn-cgi/access/";

    /** A segment that is the caller's to choose is written {@code {name}}. */
    public static final List<AdminRoute> API = List.of(
            new AdminRoute("GET", "/openapi.yaml"),
            new AdminRoute("GET", "/admin/clients"),
            new AdminRoute("GET", "/admin/keys"),
            new AdminRoute("POST", "/admin/keys"),
            new AdminRoute("GET", "/admin/keys/{key}"),
            new AdminRoute("PATCH", "/admin/keys/{key}"),
            new AdminRoute("POST", "/admin/keys/{key}/revoke"),
            new AdminRoute("POST", "/admin/keys/{key}/rotate"),
            new AdminRoute("GET", "/admin/spend"),
            new AdminRoute("GET", "/admin/reservations"),
            new AdminRoute("GET", "/admin/audit"),
            new AdminRoute("GET", "/admin/refusals"),
            new AdminRoute("GET", "/admin/metrics"),
            new AdminRoute("GET", "/admin/closure"),
            new AdminRoute("POST", "/admin/closure"),
            new AdminRoute("DELETE", "/admin/closure"),
            new AdminRoute("GET", "/admin/admin-keys"),
            new AdminRoute("POST", "/admin/admin-keys"),
            new AdminRoute("DELETE", "/admin/admin-keys/{name}"));

    private static final List<AdminRoute> EDGE = List.of(
            new AdminRoute("GET", "/"),
            new AdminRoute("HEAD", "/"),
            new AdminRoute("GET", SIGN_IN + "{page}"),
            new AdminRoute("HEAD", SIGN_IN + "{page}"),
            new AdminRoute("POST", SIGN_IN + "{page}"));

    private AdminRoutes() {}

    /**
     * A method with a path.
     *
     * @param path with the caller's segment in braces, if it has one
     */
    public record AdminRoute(String method, String path) {
        /** The part before the caller's segment; the whole path when there is none. */
        String prefix() {
            int brace = path.indexOf('{');
            return brace < 0 ? path : path.substring(0, brace);
        }

        private boolean covers(String rawPath) {
            return rawPath.matches(path.replaceAll("\\{[a-z]+}", "[^/]{1,200}"));
        }

        boolean isTree() {
            return path.contains("{");
        }
    }

    /** Whether the API has the method and path: exact, on the path as it arrived. */
    public static boolean knows(String method, String rawPath) {
        return API.stream().anyMatch(route -> route.method().equals(method) && route.covers(rawPath));
    }

    /** All that the edge lets through, by method. Without regular expressions a tree is its prefix; the gate is exact. */
    static Expression allowlist() {
        return new Expression.Or(methods().stream()
                .map(method -> Allowlist.allowed(method, texts(method, false), texts(method, true)))
                .toList());
    }

    static List<String> methods() {
        return List.copyOf(all().stream().map(AdminRoute::method).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> texts(String method, boolean tree) {
        return all().stream()
                .filter(route -> route.method().equals(method) && route.isTree() == tree)
                .map(AdminRoute::prefix)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<AdminRoute> all() {
        return Stream.concat(API.stream(), EDGE.stream()).toList();
    }
}
