package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/**
 * The ARN of one IAM user, of this account or another. No role and no whole account: the proof of a second factor that
 * people's roles ask for comes with a user's own session only.
 */
public record UserArn(String value) {
    private static final Pattern FORM =
            Pattern.compile("arn:aws:iam::[0-9]{12}:user/(?:[A-Za-z0-9._-]+/){0,4}[A-Za-z0-9+=,.@_-]{1,64}");
    private static final int LONGEST = 120;

    public UserArn {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the ARN of a user: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
