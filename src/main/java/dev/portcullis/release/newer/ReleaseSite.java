package dev.portcullis.release.newer;

import java.net.URI;
import java.util.List;

/** The site on which makers publish their releases. */
public interface ReleaseSite {
    /**
     * The finished releases of a repository, in no order.
     *
     * @throws SiteAway when there is no answer
     */
    List<Published> published(String repository);

    /**
     * Fetches a file and returns the SHA-256 of its bytes.
     *
     * @throws SiteAway when there is no answer
     */
    String sha256(URI file);
}
