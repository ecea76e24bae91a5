package dev.portcullis.policy;

import java.nio.charset.StandardCharsets;

/**
 * Cloudflare's rewriting of a path before its rules see it, in the zone's default type "RFC-3986": it decodes needless
 * encodings, encodes what must be encoded, writes the rest of the encodings in capitals, then removes dot segments.
 * {@code //}, {@code ;}, {@code %2F} and {@code %5C} stay as they are, and a literal backslash becomes {@code %5C}.
 *
 * <p>Source: Cloudflare's pages "How URL normalization works" and "URL normalization examples", read 2026-11. They do
 * not say what becomes of a percent sign that starts no encoding; it is left alone here.
 */
final class Normalization {
    private static final String UNRESERVED_MARKS = "-._~";
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    private Normalization() {}

    static String rfc3986(String rawPath) {
        return withoutDotSegments(withCanonicalEncoding(rawPath));
    }

    private static String withCanonicalEncoding(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i] & 0xff;
            if (octet == '%' && isEncoding(bytes, i)) {
                int encoded = Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16);
                append(out, encoded, isUnreserved(encoded));
                i += 2;
            } else {
                append(out, octet, octet == '%' || isUnreserved(octet) || RESERVED.indexOf(octet) >= 0);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int octet, boolean literally) {
        if (literally) {
            out.append((char) octet);
        } else {
            out.append(String.format("%%%02X", octet));
        }
    }

    private static boolean isEncoding(byte[] bytes, int at) {
        return at + 2 < bytes.length
                && Character.digit(bytes[at + 1], 16) >= 0
                && Character.digit(bytes[at + 2], 16) >= 0;
    }

    private static boolean isUnreserved(int octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || UNRESERVED_MARKS.indexOf(octet) >= 0;
    }

    /** RFC 3986 section 5.2.4, step by step; the letters are its own. */
    private static String withoutDotSegments(String path) {
        String in = path;
        StringBuilder out = new StringBuilder(path.length());
        while (!in.isEmpty()) {
            if (in.startsWith("../")) { // A
                in = in.substring(3);
            } else if (in.startsWith("./")) {
                in = in.substring(2);
            } else if (in.startsWith("/./") || in.equals("/.")) { // B
                in = "/" + in.substring(Math.min(3, in.length()));
            } else if (in.startsWith("/../") || in.equals("/..")) { // C
                in = "/" + in.substring(Math.min(4, in.length()));
                out.setLength(Math.max(0, out.lastIndexOf("/")));
            } else if (in.equals(".") || in.equals("..")) { // D
                in = "";
            } else { // E
                int next = in.indexOf('/', 1);
                int end = next < 0 ? in.length() : next;
                out.append(in, 0, end);
                in = in.substring(end);
            }
        }
        return out.toString();
    }
}
