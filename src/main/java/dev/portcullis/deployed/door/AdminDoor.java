package dev.portcullis.deployed.door;

import dev.portcullis.deployed.program.OwnedProcess;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * An open way to an admin API. It ends with the command that opened it.
 *
 * @param headers those that say who asks; they hold secrets
 * @param asleep the next step when nothing answers behind it
 * @param session the program that keeps it open, if one does
 */
public record AdminDoor(URI url, Map<String, String> headers, String asleep, Optional<OwnedProcess> session)
        implements AutoCloseable {

    /** A way that needs no program to keep it open. */
    public static AdminDoor plain(URI url, Map<String, String> headers, String asleep) {
        return new AdminDoor(url, headers, asleep, Optional.empty());
    }

    @Override
    public void close() {
        session.ifPresent(OwnedProcess::close);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return url.toString();
    }
}
