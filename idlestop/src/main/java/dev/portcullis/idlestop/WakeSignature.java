package dev.portcullis.idlestop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Worker's signature over the time of its question. A question that is heard again within {@link #LIFE} starts
 * nothing that the first one did not, so no question is remembered.
 */
final class WakeSignature {
    static final Duration LIFE = Duration.ofSeconds(60);

    /** Keeps the secret from being used to sign anything else. */
    private static final String PURPOSE = "portcullis-wake\n";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final byte[] secret;

    WakeSignature(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param time seconds since 1970 as text
     * @param signature HMAC-SHA256 in lower-case hexadecimal
     */
    boolean isGood(String time, String signature, Instant now) {
        if (!SECONDS.matcher(time).matches()) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now)
                .abs();
        boolean fits = MessageDigest.isEqual(
                of(time).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        return fits && age.compareTo(LIFE) <= 0;
    }

    String of(String time) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((PURPOSE + time).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
