package dev.portcullis.release.newer;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * A release as its maker published it.
 *
 * @param version three or four numbers, without the tag's letters
 * @param at the time from which the seven days count
 */
public record Published(String version, Instant at, List<Asset> assets) {
    /**
     * One file of the release.
     *
     * @param sha256 by the site that serves it; empty for one that it published without
     */
    public record Asset(String name, URI address, String sha256) {}

    public Published {
        assets = List.copyOf(assets);
    }
}
