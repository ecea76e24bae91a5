package dev.portcullis.gate.access;

import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.gate.ledger.key.KeyText;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * The virtual key that came with a request, from the first of these that has one: {@code x-portcullis-key}, for clients
 * that put something of their own into the others; {@code Authorization: Bearer}, as OpenAI's do; {@code x-api-key}, as
 * Anthropic's do.
 */
public final class PresentedKey {
    static final String HEADER = "x-portcullis-key";

    private static final String BEARER = "bearer ";
    private static final String PREFIX = "pk-";

    private PresentedKey() {}

    /** Fails for none, for two in one header, and for what cannot be one: nothing of it is told or logged. */
    public static KeyText of(MultiMap headers) throws Denied {
        boolean other = false;
        for (String name : List.of(HEADER, "authorization", "x-api-key")) {
            List<String> values = headers.getAll(name);
            if (values.size() == 1) {
                String text = text(name, values.get(0));
                if (text.startsWith(PREFIX)) {
                    return KeyText.parse(text).orElseThrow(PresentedKey::invalid);
                }
                other |= !text.isEmpty();
            } else if (values.size() > 1) {
                throw invalid();
            }
        }
        throw new Denied(
                401,
                "missing_key",
                "key: "
                        + (other
                                ? "the key sent does not begin with " + PREFIX
                                : "the request has no key in Authorization, x-api-key or x-portcullis-key")
                        + ". Send a virtual key of this gateway");
    }

    /** The same answer for every fault of a virtual key, so that nobody learns which ones exist. */
    public static Denied invalid() {
        return new Denied(
                401,
                "invalid_key",
                "key: this virtual key is not valid here. It may be mistyped, expired, revoked or another client's");
    }

    /** Empty for what is no place of a key's. */
    private static String text(String name, String value) {
        if (!name.equals("authorization")) {
            return value;
        }
        boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? value.substring(BEARER.length()).strip() : "";
    }
}
