package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/**
 * A GitHub repository as it stands in the subject of its OIDC tokens: {@code owner@123/name@456} with the numbers that
 * GitHub never gives twice, or the bare {@code owner/name} of a repository that GitHub has not moved to them yet (made
 * and never renamed before 15 July 2026). A stranger who registers a freed name gets the name, never the numbers.
 */
public record Repository(String subject) {
    private static final Pattern WITH_NUMBERS = Pattern.compile(
            "[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})@[1-9][0-9]{0,17}/[A-Za-z0-9._-]{1,100}@[1-9][0-9]{0,17}");
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}");

    public Repository {
        if (!WITH_NUMBERS.matcher(subject).matches() && !BARE.matcher(subject).matches()) {
            throw new IllegalArgumentException("not a repository: " + subject);
        }
    }

    /** Whether the numbers are named, so that a name that changes hands does not take the trust along. */
    public boolean isImmutable() {
        return WITH_NUMBERS.matcher(subject).matches();
    }

    @Override
    public String toString() {
        return subject;
    }
}
