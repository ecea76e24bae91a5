package dev.portcullis.gate.wire;

import java.util.Locale;
import java.util.Optional;

/**
 * The end of a body as its head announces it.
 *
 * @param length the length of the body; 0 when it is chunked
 */
record Framing(boolean chunked, long length) {
    private static final int MOST_DIGITS = 18;
    private static final String BLANK = " \t";
    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    /**
     * Empty for a head with more than one meaning.
     *
     * @param head in ISO 8859-1, from the request line to the end of the last field, without the empty line
     */
    static Optional<Framing> of(String head) {
        String[] lines = head.split("\r\n", -1);
        if (!isRequestLine(lines[0])) {
            return Optional.empty();
        }
        Optional<String> host = Optional.empty();
        Optional<String> length = Optional.empty();
        Optional<String> coding = Optional.empty();
        for (int i = 1; i < lines.length; i++) {
            if (!isField(lines[i])) {
                return Optional.empty();
            }
            String value = value(lines[i]);
            switch (name(lines[i])) {
                case "host" -> {
                    if (host.isPresent()) {
                        return Optional.empty();
                    }
                    host = Optional.of(value);
                }
                case "content-length" -> {
                    if (length.isPresent()) {
                        return Optional.empty();
                    }
                    length = Optional.of(value);
                }
                case "transfer-encoding" -> {
                    if (coding.isPresent()) {
                        return Optional.empty();
                    }
                    coding = Optional.of(value);
                }
                default -> {}
            }
        }
        if (host.isEmpty() || (length.isPresent() && coding.isPresent())) {
            return Optional.empty();
        }
        return coding.isPresent() ? chunked(lines[0], coding.get()) : fixed(length.orElse("0"));
    }

    /** Also of a trailer. */
    static boolean isField(String line) {
        int colon = line.indexOf(':');
        return colon > 0
                && line.substring(0, colon).chars().allMatch(Framing::isToken)
                && line.substring(colon + 1).chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7F));
    }

    /** Method, target and version with one blank between each two. */
    private static boolean isRequestLine(String line) {
        String[] words = line.split(" ", -1);
        return words.length == 3
                && !words[0].isEmpty()
                && words[0].chars().allMatch(Framing::isToken)
                && !words[1].isEmpty()
                && words[1].chars().allMatch(c -> c > ' ' && c != 0x7F)
                && (words[2].equals("HTTP/1.1") || words[2].equals("HTTP/1.0"));
    }

    private static Optional<Framing> chunked(String requestLine, String coding) {
        return coding.equalsIgnoreCase("chunked") && requestLine.endsWith("1.1")
                ? Optional.of(new Framing(true, 0))
                : Optional.empty();
    }

    private static Optional<Framing> fixed(String length) {
        boolean counts = !length.isEmpty()
                && length.length() <= MOST_DIGITS
                && length.chars().allMatch(c -> c >= '0' && c <= '9');
        return counts ? Optional.of(new Framing(false, Long.parseLong(length))) : Optional.empty();
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    /** Removes the blanks around it; other white space is part of it. */
    private static String value(String line) {
        int from = line.indexOf(':') + 1;
        int to = line.length();
        while (from < to && BLANK.indexOf(line.charAt(from)) >= 0) {
            from++;
        }
        while (from < to && BLANK.indexOf(line.charAt(to - 1)) >= 0) {
            to--;
        }
        return line.substring(from, to);
    }

    private static boolean isToken(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || TOKEN.indexOf(c) >= 0;
    }
}
