package dev.portcullis.settings;

import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.GoDuration;
import java.time.Instant;
import java.util.Optional;

/**
 * A caller with a service token of its own.
 *
 * @param duration how long the token lives, counted from its last change
 * @param secretVersion 1 for the first secret; each rotation raises it by one
 * @param graceUntil until when the previous secret still works; empty before the first rotation and, above version 1,
 *     in an emergency: then it must stop at once
 * @param key the virtual key that the stack declares for it; empty when its keys come from the admin API alone
 */
public record Client(
        ClientName name,
        GoDuration duration,
        int secretVersion,
        Optional<Instant> graceUntil,
        Optional<ClientKey> key) {}
