package dev.portcullis.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An address block, IPv4 or IPv6, written the way Cloudflare compares it: {@code 203.0.113.0/24}, host bits zero.
 * A block of everything ({@code /0}) is refused, since an allowlist of everybody is a mistake.
 */
public record Cidr(String value) {
    private static final Pattern FORM =
            Pattern.compile("(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-f:]*:[0-9a-f:]+)/[0-9]{1,3}");

    public Cidr {
        if (!FORM.matcher(value).matches() || !isBlock(value)) {
            throw new IllegalArgumentException("not an address block: " + value);
        }
    }

    /** Whether an address, written as text without a name look-up, lies in the block. */
    public boolean contains(String address) {
        byte[] block = bytes(value.substring(0, value.indexOf('/')));
        byte[] given = bytes(address);
        return given.length == block.length && samePrefix(block, given, prefix(value));
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isBlock(String text) {
        byte[] address = bytes(text.substring(0, text.indexOf('/')));
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

    private static int prefix(String text) {
        return Integer.parseInt(text.substring(text.indexOf('/') + 1));
    }

    /** {@link InetAddress} reads literals without asking DNS; the pattern lets nothing but literals through. */
    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + literal, e);
        }
    }
}
