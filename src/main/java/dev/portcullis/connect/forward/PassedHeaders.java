package dev.portcullis.connect.forward;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers of a request and of an answer that are passed on. */
final class PassedHeaders {
    /** RFC 9110, 7.6.1: of one connection, not of the message. */
    private static final Set<String> HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private PassedHeaders() {}

    static void toGateway(MultiMap from, MultiMap to, ForwardedGateway gateway) {
        Set<String> left = ofTheConnection(from);
        left.addAll(Set.of(
                "host", "expect", "cookie", "cf-access-client-id", "cf-access-client-secret", "cf-access-token"));
        if (gateway.key().isPresent()) {
            left.addAll(Set.of("authorization", "x-api-key"));
        }
        copy(from, to, left);
        to.set("CF-Access-Client-Id", gateway.token().clientId());
        to.set("CF-Access-Client-Secret", gateway.token().clientSecret());
        gateway.key().ifPresent(key -> to.set("authorization", "Bearer " + key));
    }

    /** Access sets a cookie that would admit its bearer by itself. */
    static void toCaller(MultiMap from, MultiMap to) {
        Set<String> left = ofTheConnection(from);
        left.add("set-cookie");
        copy(from, to, left);
    }

    private static Set<String> ofTheConnection(MultiMap headers) {
        Set<String> names = new HashSet<>(HOP);
        for (String value : headers.getAll("connection")) {
            Arrays.stream(value.split(",", -1))
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .forEach(names::add);
        }
        // It frames the body, whatever a caller calls it.
        names.remove("content-length");
        return names;
    }

    private static void copy(MultiMap from, MultiMap to, Set<String> left) {
        for (Map.Entry<String, String> header : from) {
            if (!left.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }
}
