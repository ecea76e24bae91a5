package dev.portcullis.release;

import java.net.URI;
import java.util.HexFormat;

/**
 * A program that the host fetches from its maker, pinned for both architectures.
 *
 * <p>A {@code {region}} in an address stands for the stack's region.
 */
public record Component(String name, String version, Download arm64, Download amd64) {

    /**
     * One file.
     *
     * @param sha256 lower-case hex; empty when nobody has found out yet, and then no host installs it
     */
    public record Download(String url, String sha256) {
        /** The download of a file that is at hand. */
        public static Download of(URI address, byte[] file) {
            byte[] digest = SourceStamp.sha256().digest(file);
            return new Download(address.toString(), HexFormat.of().formatHex(digest));
        }

        Download in(String region) {
            return new Download(url.replace("{region}", region), sha256);
        }

        boolean isPinned() {
            return !sha256.isEmpty();
        }
    }

    /** The component with the region's name in its addresses. */
    public Component in(String region) {
        return new Component(name, version, arm64.in(region), amd64.in(region));
    }
}
