package dev.portcullis.cloudflare;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The dashboard's form for a new API token, filled in. It is the form of a user's token: one that belongs to the account
 * was seen to drop the keys of accounts once a key of zones stands beside them.
 */
public final class TokenLink {
    private TokenLink() {}

    /** The person still chooses the zone and confirms; {@code name} is shown in the list of tokens. */
    public static URI of(String name, Collection<TokenPermission> permissions) {
        String keys = permissions.stream()
                .filter(permission -> !permission.key().isEmpty())
                .map(permission -> "{\"key\":\"" + permission.key() + "\",\"type\":\"" + permission.level() + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        return URI.create("https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=" + encoded(keys)
                + "&accountId=*&zoneId=all&name=" + encoded(name));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
