package dev.portcullis.local.edge;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The headers that cross the edge, either way. */
final class ForwardedHeaders {
    /** They speak about one connection (RFC 9110 section 7.6.1), not about the request; 100-continue is answered here. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "expect",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    /** The edge's own word; a caller's would be a lie. */
    private static final Set<String> EDGE_ONLY = Set.of(
            "cf-access-authenticated-user-email",
            "cf-access-jwt-assertion",
            "cf-connecting-ip",
            "cf-ray",
            "cf-visitor",
            "x-forwarded-proto");

    private ForwardedHeaders() {}

    /** A field as it stood in the message. */
    record Field(String name, String value) {}

    /** The headers to the gate: all of the caller's but those that the edge sets itself. */
    static void request(List<Field> fields, BiConsumer<String, String> out) {
        copy(fields, out, EDGE_ONLY);
    }

    /** The headers to the caller. */
    static void response(List<Field> fields, BiConsumer<String, String> out) {
        copy(fields, out, Set.of());
    }

    private static void copy(List<Field> fields, BiConsumer<String, String> out, Set<String> less) {
        Set<String> named = fields.stream()
                .filter(field -> field.name.equalsIgnoreCase("connection"))
                .flatMap(field -> List.of(field.value.split(",")).stream())
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (Field field : fields) {
            String name = field.name.toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(name) && !named.contains(name) && !less.contains(name)) {
                out.accept(field.name, field.value);
            }
        }
    }
}
