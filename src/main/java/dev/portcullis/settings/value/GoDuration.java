package dev.portcullis.settings.value;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as Go and Cloudflare write it: whole hours, minutes and seconds in this order, such as
 * {@code 8760h} or {@code 1h30m}. The text is kept, because {@code 24h} and {@code 1440m} are a difference to Pulumi.
 */
public record GoDuration(String text) {
    private static final Pattern FORM = Pattern.compile("(?=.)(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?");

    public GoDuration {
        matched(text);
    }

    public Duration duration() {
        Matcher parts = matched(text);
        return Duration.ofHours(number(parts, 1)).plusMinutes(number(parts, 2)).plusSeconds(number(parts, 3));
    }

    /** Itself when it lies between the two, which are included. */
    public GoDuration within(Duration shortest, Duration longest) {
        if (duration().compareTo(shortest) < 0 || duration().compareTo(longest) > 0) {
            throw new IllegalArgumentException("not from " + shortest + " to " + longest + ": " + text);
        }
        return this;
    }

    @Override
    public String toString() {
        return text;
    }

    private static Matcher matched(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        return matcher;
    }

    private static long number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }
}
