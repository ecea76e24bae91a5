package dev.portcullis.init;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack whose secrets can be encrypted.
 *
 * @param environment in which the Pulumi CLI can do it
 * @param next lines that a person types before the commands that follow
 */
record SealedStack(CliFile cli, Map<String, String> environment, List<String> next) {

    /** The environment for everything that needs the Cloudflare token too. */
    Map<String, String> with(String token) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(TokenStep.VARIABLE, token);
        return all;
    }
}
