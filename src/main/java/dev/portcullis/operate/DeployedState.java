package dev.portcullis.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A stack's desired state, as the parameter holds it.
 *
 * @param generation the digest by which the host names it, sixteen hexadecimal digits
 * @param bundle the SHA-256 of the bundle
 */
record DeployedState(String generation, String bundle) {
    private static final int DIGITS = 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static DeployedState parse(String name, String text) {
        try {
            String bundle = JSON.readTree(text).path("bundle").path("sha256").asText();
            if (bundle.matches("[0-9a-f]{64}")) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return new DeployedState(HexFormat.of().formatHex(digest).substring(0, DIGITS), bundle);
            }
        } catch (JsonProcessingException e) {
            // Reported below.
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        throw new BadInput(
                List.of(Problem.plain(name, "it has no hash of a bundle", "Run 'pulumi up', which writes it")));
    }
}
