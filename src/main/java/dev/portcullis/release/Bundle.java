package dev.portcullis.release;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What a host installs, named by the hash of its content, so that the same bytes are uploaded once and an old release
 * can be found again.
 *
 * <p>The only bundle there is yet is {@link #empty()}: a manifest that lists no component. A host that applies it
 * reports that nothing is installed, and serves nothing.
 */
public record Bundle(String content) {

    public static Bundle empty() {
        return new Bundle("{\"format\":1,\"components\":[]}\n");
    }

    /** Lower-case hex SHA-256 of the content. */
    public String sha256() {
        return HexFormat.of().formatHex(SourceStamp.sha256().digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** The object's key in the bundle bucket. */
    public String key() {
        return "bundles/" + sha256() + ".json";
    }
}
