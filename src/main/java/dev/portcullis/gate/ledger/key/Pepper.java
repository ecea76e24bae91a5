package dev.portcullis.gate.ledger.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that turns keys into what the database stores: HMAC-SHA256, so that a copy of the database alone tells
 * nobody a key and lets nobody make one. Lives in a credential file.
 */
public final class Pepper {
    private static final String ALGORITHM = "HmacSHA256";
    public static final int LEAST_CHARACTERS = 32;
    /** Compared with when there is no such key, so that a key that exists takes no longer to refuse. */
    private static final byte[] NOBODY = new byte[32];

    private final SecretKeySpec key;

    /** Throws {@link IllegalArgumentException} for fewer than 32 characters. */
    public Pepper(String secret) {
        if (secret.length() < LEAST_CHARACTERS) {
            throw new IllegalArgumentException("a pepper of " + secret.length() + " characters");
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Whether the text's hash is among these: all are looked at, each in constant time, and one if there is none. */
    boolean matches(String text, List<byte[]> hashes) {
        byte[] given = hash(text);
        boolean found = false;
        for (byte[] hash : hashes.isEmpty() ? List.of(NOBODY) : hashes) {
            found |= MessageDigest.isEqual(given, hash);
        }
        return found && !hashes.isEmpty();
    }
}
