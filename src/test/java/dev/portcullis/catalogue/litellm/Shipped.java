package dev.portcullis.catalogue.litellm;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.input.Problems;
import java.nio.file.Path;
import java.time.LocalDate;

/** The catalogue and the lock as they ship, for the tests of both rooms that use them. */
public final class Shipped {
    private Shipped() {}

    public static Catalogue catalogue() {
        Problems problems = new Problems();
        var catalogue = Catalogue.read(Path.of("config/models.yaml"), LocalDate.of(2026, 11, 21), problems);
        problems.throwIfAny();
        return catalogue.orElseThrow();
    }

    public static LiteLlmLock lock() {
        return LiteLlmLock.read(Path.of("config/litellm.lock"));
    }
}
