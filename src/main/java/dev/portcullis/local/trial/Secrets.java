package dev.portcullis.local.trial;

import dev.portcullis.probe.ServiceToken;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Made anew for each trial and known to nobody after it. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static ServiceToken token(boolean allowed) {
        return new ServiceToken(hex(16) + ".access", hex(32), allowed);
    }

    /** LiteLLM takes no key that does not begin like this. */
    static String internalKey() {
        return "sk-" + hex(32);
    }

    /** The first administrator's, in the form that the gate wants. */
    static String adminKey() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return "ak-first-" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static String password() {
        return hex(24);
    }

    static String pepper() {
        return hex(32);
    }

    static String audience() {
        return hex(32);
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
