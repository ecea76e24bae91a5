package dev.portcullis.release.newer;

/** The makers' site does not answer, or answers something else than releases. */
public final class SiteAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SiteAway(String address, String got) {
        super(address + ": expected the releases of a maker, got " + got
                + "\n  Check the network and try again; the pins are as they were");
    }

    /** Never null, unlike that of another exception. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
