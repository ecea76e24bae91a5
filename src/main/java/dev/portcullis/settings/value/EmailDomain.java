package dev.portcullis.settings.value;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The domain of an organisation's own addresses, kept in lower case; one where anybody can get an address is refused. */
public record EmailDomain(String value) {
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM = Pattern.compile("(?:" + LABEL + "\\.)+[a-z]{2,63}");
    private static final int LONGEST = 253;

    /** The large public providers: the list cannot be whole, and catches the mistake that would be made. */
    private static final Set<String> PUBLIC = Set.of(
            "aol.com",
            "gmail.com",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "googlemail.com",
            "hotmail.com",
            "icloud.com",
            "live.com",
            "mail.com",
            "me.com",
            "msn.com",
            "outlook.com",
            "pm.me",
            "proton.me",
            "protonmail.com",
            "qq.com",
            "web.de",
            "yahoo.com",
            "yandex.com",
            "zoho.com");

    public EmailDomain {
        value = value.toLowerCase(Locale.ROOT);
        if (value.length() > LONGEST || !FORM.matcher(value).matches() || PUBLIC.contains(value)) {
            throw new IllegalArgumentException("not an organisation's mail domain: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
