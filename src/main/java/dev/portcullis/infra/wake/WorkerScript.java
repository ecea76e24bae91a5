package dev.portcullis.infra.wake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The Worker's program, as it lies among the resources and as Cloudflare gets it. */
final class WorkerScript {
    /** The day whose behaviour of the runtime the script was tested with. */
    static final String COMPATIBILITY = "2026-11-01";

    static final String NAME = "worker.mjs";

    private WorkerScript() {}

    static String text() {
        try (InputStream script = Objects.requireNonNull(WorkerScript.class.getResourceAsStream(NAME), NAME)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
