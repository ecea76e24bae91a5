package dev.portcullis.gate.alert;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the address behind a webhook's name, and refuses a name that leads into a network of our own. */
final class PublicAddress {
    /** First octets and lengths of the blocks that are not of the public internet, as IANA's registry has them. */
    private static final List<int[]> RESERVED = List.of(
            new int[] {0, 0, 0, 8},
            new int[] {10, 0, 0, 8},
            new int[] {100, 64, 0, 10},
            new int[] {127, 0, 0, 8},
            new int[] {169, 254, 0, 16},
            new int[] {172, 16, 0, 12},
            new int[] {192, 0, 0, 24},
            new int[] {192, 0, 2, 24},
            new int[] {192, 88, 99, 24},
            new int[] {192, 168, 0, 16},
            new int[] {198, 18, 0, 15},
            new int[] {198, 51, 100, 24},
            new int[] {203, 0, 113, 24},
            new int[] {224, 0, 0, 3});

    private PublicAddress() {}

    /** Asks the resolver, blocking. One address that is not public spoils the name. */
    static InetAddress of(String host) throws UnknownHostException {
        InetAddress[] found = InetAddress.getAllByName(host);
        for (InetAddress address : found) {
            if (!isPublic(address)) {
                throw new UnknownHostException("a name that leads to an address which is not public");
            }
        }
        return found[0];
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            int number = number(bytes[0], bytes[1], bytes[2]);
            return RESERVED.stream().noneMatch(block -> {
                int mask = -1 << (24 - Math.min(block[3], 24));
                return (number & mask) == (number(block[0], block[1], block[2]) & mask);
            });
        }
        // 2000::/3 is all that is public; 2001::/23 (Teredo), 2001:db8::/32 and 2002::/16 (6to4) in it are not.
        int first = pair(bytes, 0);
        int second = pair(bytes, 2);
        return (first >>> 13) == 1
                && first != 0x2002
                && !(first == 0x2001 && (second < 0x200 || second == 0xdb8))
                && first != 0x3fff;
    }

    private static int number(int first, int second, int third) {
        return ((first & 0xff) << 16) | ((second & 0xff) << 8) | (third & 0xff);
    }

    private static int pair(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
}
