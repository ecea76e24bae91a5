package dev.portcullis.local.edge;

import dev.portcullis.probe.ServiceToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Access with one policy that names service tokens, in the strict mode of newer Zero Trust organisations. */
final class Access {
    static final String CLIENT_ID = "cf-access-client-id";
    static final String CLIENT_SECRET = "cf-access-client-secret";

    private final Map<String, ServiceToken> tokens;

    Access(List<ServiceToken> tokens) {
        this.tokens = tokens.stream().collect(Collectors.toMap(ServiceToken::clientId, Function.identity()));
    }

    /** The decision about one request. */
    sealed interface Decision {}

    record Admitted(String clientId) implements Decision {}

    /** @param status 401 for credentials that are none, 403 for good ones of another application */
    record Refused(int status) implements Decision {}

    /** All values of both headers, since two of a kind are refused whatever they are. */
    Decision decide(List<String> ids, List<String> secrets) {
        if (ids.size() != 1 || secrets.size() != 1) {
            return new Refused(401);
        }
        ServiceToken token = tokens.get(ids.get(0));
        if (token == null || !same(token.clientSecret(), secrets.get(0))) {
            return new Refused(401);
        }
        return token.allowed() ? new Admitted(token.clientId()) : new Refused(403);
    }

    private static boolean same(String known, String given) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
