package dev.portcullis.settings.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An address block, IPv4 or IPv6, written the way Cloudflare compares it: {@code 203.0.113.0/24}, host bits zero.
 * A block of everything ({@code /0}) is refused, since an allowlist of everybody is a mistake.
 */
public record Cidr(String value) {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern LITERAL = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|(?=[0-9a-f]*:)[0-9a-f:]+");
    private static final Pattern FORM = Pattern.compile("(?:" + LITERAL + ")/(?:0|[1-9][0-9]{0,2})");

    public Cidr {
        if (!FORM.matcher(value).matches() || !isBlock(value)) {
            throw new IllegalArgumentException("not an address block: " + value);
        }
    }

    /**
     * Whether an address, written as text, lies in the block.
     *
     * @throws IllegalArgumentException for anything but an address; a name is never looked up
     */
    public boolean contains(String address) {
        byte[] block = bytes(network(value));
        byte[] given = bytes(address);
        if (given.length == 0) {
            throw new IllegalArgumentException("not an address: " + address);
        }
        return given.length == block.length && samePrefix(block, given, prefix(value));
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isBlock(String text) {
        byte[] address = bytes(network(text));
        int prefix = prefix(text);
        return prefix > 0 && prefix <= address.length * 8 && hostBitsAreZero(address, prefix);
    }

    private static boolean hostBitsAreZero(byte[] address, int prefix) {
        for (int bit = prefix; bit < address.length * 8; bit++) {
            if ((address[bit / 8] >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean samePrefix(byte[] left, byte[] right, int prefix) {
        for (int bit = 0; bit < prefix; bit++) {
            if (((left[bit / 8] ^ right[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    private static String network(String text) {
        return text.substring(0, text.indexOf('/'));
    }

    private static int prefix(String text) {
        return Integer.parseInt(text.substring(text.indexOf('/') + 1));
    }

    /**
     * Empty when the text is no literal. {@link InetAddress} asks DNS for whatever it does not take for one, which
     * includes {@code 999.1.1.1}, so nothing but a literal may reach it; what has a colon, it never asks for.
     */
    private static byte[] bytes(String literal) {
        try {
            return LITERAL.matcher(literal).matches()
                    ? InetAddress.getByName(literal).getAddress()
                    : new byte[0];
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }
}
