package dev.portcullis.gate.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Whether the host installs updates, for which an idle stop has to wait: a stop could cut dpkg off in the middle. */
public record HostUpdate(Path mark, InstantSource clock) implements BooleanSupplier {
    /** The runtime directory of the upgrade's unit, which systemd makes and removes. */
    public static final Path MARK = Path.of("/run/portcullis-update");

    /** An upgrade that hangs longer than this no longer keeps the host awake. */
    public static final Duration LONGEST = Duration.ofMinutes(60);

    @Override
    public boolean getAsBoolean() {
        try {
            Instant since = Files.getLastModifiedTime(mark).toInstant();
            return clock.instant().isBefore(since.plus(LONGEST));
        } catch (IOException e) {
            return false;
        }
    }
}
