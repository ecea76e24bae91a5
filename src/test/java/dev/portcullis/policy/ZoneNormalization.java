package dev.portcullis.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The three settings that a zone can have for what its rules see of a path. Written anew from Cloudflare's pages, as
 * the second opinion's own: it shares no code with {@link Normalization}.
 */
enum ZoneNormalization {
    OFF {
        @Override
        String apply(String raw) {
            return raw;
        }
    },
    RFC_3986 {
        @Override
        String apply(String raw) {
            return withoutDots(encoded(decoded(raw)));
        }
    },
    CLOUDFLARE {
        @Override
        String apply(String raw) {
            return RFC_3986.apply(raw.replace('\\', '/').replaceAll("/+", "/"));
        }
    };

    private static final Pattern ENCODING = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9._~%:/?#\\[\\]@!$&'()*+,;=-]");

    abstract String apply(String raw);

    /** The fields of one request of the corpus, as the rules of a zone with this setting see them. */
    Map<String, Object> fields(Corpus.Line line, String address) {
        return Map.of(
                "ssl", line.ssl(),
                "http.host", line.host(),
                "http.request.method", line.method(),
                "raw.http.request.uri.path", line.rawPath(),
                "http.request.uri.path", apply(line.rawPath()),
                "ip.src", address);
    }

    private static String decoded(String path) {
        return ENCODING.matcher(path).replaceAll(found -> {
            String character = URLDecoder.decode(found.group(), StandardCharsets.ISO_8859_1);
            boolean plain = character.matches("[A-Za-z0-9._~-]");
            return Matcher.quoteReplacement(plain ? character : found.group().toUpperCase(Locale.ROOT));
        });
    }

    private static String encoded(String path) {
        return ODD.matcher(path).replaceAll(found -> {
            StringBuilder out = new StringBuilder();
            for (byte octet : found.group().getBytes(StandardCharsets.UTF_8)) {
                out.append('%').append(String.format("%02X", octet));
            }
            return out.toString();
        });
    }

    private static String withoutDots(String path) {
        if (!path.startsWith("/")) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case ".." -> {
                    kept.pollLast();
                    if (last) {
                        kept.add("");
                    }
                }
                case "." -> {
                    if (last) {
                        kept.add("");
                    }
                }
                default -> kept.add(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }
}
