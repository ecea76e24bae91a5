package dev.portcullis.gate.alert;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a message to a receiver of one's own: HMAC-SHA-256 of the time, a full stop and the body. */
final class AlertSignature {
    static final String TIME_HEADER = "portcullis-timestamp";
    static final String SIGNATURE_HEADER = "portcullis-signature";

    private static final String HMAC = "HmacSHA256";

    private AlertSignature() {}

    /** @param seconds since 1970; a receiver refuses a message whose time is minutes away from its own */
    static String of(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
