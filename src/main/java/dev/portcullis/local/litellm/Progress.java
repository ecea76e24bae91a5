package dev.portcullis.local.litellm;

/** Hears how far an installation is. */
@FunctionalInterface
public interface Progress {
    /**
     * Called about once for each package, from one thread at a time.
     *
     * @param doing "Downloading" or "Installing"
     * @param total may shrink by a few early on, when pip leaves out what this platform does not need
     */
    void at(String doing, int done, int total);
}
