package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/** A plain mail address, the only form that AWS Budgets and SNS accept: no display name, no comment, no quotes. */
public record Email(String value) {
    private static final Pattern FORM = Pattern.compile(
            "[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");

    public Email {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a mail address: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
