package dev.portcullis.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The largest request body of a route in bytes, written as {@code 0}, {@code 512KiB} or {@code 32MiB}. */
final class BodyLimit {
    static final String EXPECTED = "0 or a size from 1KiB to 95MiB, such as 32MiB";

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})(KiB|MiB)");
    private static final long KIBIBYTE = 1024;
    /** Cloudflare's Free and Pro plans refuse an upload above 100 MB, which is a little more than this. */
    private static final long LARGEST = 95 * KIBIBYTE * KIBIBYTE;

    private BodyLimit() {}

    static long parse(String text) {
        if (text.equals("0")) {
            return 0;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a size: " + text);
        }
        long bytes = Long.parseLong(form.group(1)) * (form.group(2).equals("KiB") ? KIBIBYTE : KIBIBYTE * KIBIBYTE);
        if (bytes > LARGEST) {
            throw new IllegalArgumentException("too large: " + text);
        }
        return bytes;
    }
}
