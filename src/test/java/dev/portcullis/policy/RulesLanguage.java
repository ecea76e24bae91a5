package dev.portcullis.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A second opinion: reads a rule's text as Cloudflare documents its language and decides it over named field values.
 * It shares no code with the model that wrote the text, refuses whatever it does not know, and binds {@code not}
 * tighter than {@code and} tighter than {@code or}.
 */
final class RulesLanguage {
    private final String text;
    private final Map<String, Object> fields;
    private int at;

    private RulesLanguage(String text, Map<String, Object> fields) {
        this.text = text;
        this.fields = fields;
    }

    static boolean decide(String text, Map<String, Object> fields) {
        RulesLanguage reader = new RulesLanguage(text, fields);
        boolean decision = reader.or();
        reader.blanks();
        if (reader.at != text.length()) {
            throw reader.unexpected("the end");
        }
        return decision;
    }

    private boolean or() {
        boolean value = and();
        while (word("or")) {
            value |= and();
        }
        return value;
    }

    private boolean and() {
        boolean value = unary();
        while (word("and")) {
            value &= unary();
        }
        return value;
    }

    private boolean unary() {
        if (word("not")) {
            return !unary();
        }
        if (symbol('(')) {
            boolean value = or();
            expect(')');
            return value;
        }
        return comparison();
    }

    private boolean comparison() {
        if (word("starts_with")) {
            expect('(');
            String value = string();
            expect(',');
            String prefix = literal();
            expect(')');
            return value.startsWith(prefix);
        }
        if (word("ip.src")) {
            require("in");
            return inBlocks((String) field("ip.src"));
        }
        if (word("ssl")) {
            return (Boolean) field("ssl");
        }
        String value = string();
        if (word("eq")) {
            return value.equals(literal());
        }
        if (word("contains")) {
            return value.contains(literal());
        }
        require("in");
        List<String> set = new ArrayList<>();
        expect('{');
        while (!symbol('}')) {
            set.add(literal());
        }
        return set.contains(value);
    }

    private String string() {
        if (word("lower")) {
            expect('(');
            String value = string();
            expect(')');
            return value.toLowerCase(Locale.ROOT);
        }
        for (String name :
                List.of("http.host", "http.request.method", "http.request.uri.path", "raw.http.request.uri.path")) {
            if (word(name)) {
                return (String) field(name);
            }
        }
        throw unexpected("a field");
    }

    private Object field(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("no value for " + name);
        }
        return value;
    }

    private String literal() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char character = next();
            if (character == '"') {
                return value.toString();
            }
            if (character == '\\') {
                character = next();
                if (character != '"' && character != '\\') {
                    throw unexpected("an escaped quote or backslash");
                }
            }
            value.append(character);
        }
    }

    private boolean inBlocks(String address) {
        expect('{');
        boolean found = false;
        while (!symbol('}')) {
            blanks();
            int start = at;
            while ("0123456789abcdef.:/".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String[] block = text.substring(start, at).split("/", -1);
            if (block.length != 2) {
                throw unexpected("an address block");
            }
            found |= prefix(address, block[1]).equals(prefix(block[0], block[1]))
                    && address.contains(":") == block[0].contains(":");
        }
        return found;
    }

    private static BigInteger prefix(String address, String length) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return new BigInteger(1, bytes).shiftRight(bytes.length * 8 - Integer.parseInt(length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean word(String word) {
        blanks();
        int end = at + word.length();
        boolean whole = end >= text.length() || "abcdefghijklmnopqrstuvwxyz_.".indexOf(text.charAt(end)) < 0;
        if (text.startsWith(word, at) && whole) {
            at = end;
            return true;
        }
        return false;
    }

    private void require(String word) {
        if (!word(word)) {
            throw unexpected(word);
        }
    }

    private boolean symbol(char symbol) {
        blanks();
        if (at < text.length() && text.charAt(at) == symbol) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char symbol) {
        if (!symbol(symbol)) {
            throw unexpected(String.valueOf(symbol));
        }
    }

    private char next() {
        if (at >= text.length()) {
            throw unexpected("a closing quote");
        }
        return text.charAt(at++);
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private IllegalStateException unexpected(String wanted) {
        return new IllegalStateException("expected " + wanted + " at " + at + " in " + text);
    }
}
