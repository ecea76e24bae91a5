package dev.portcullis.operate;

import java.time.Instant;

/**
 * The status of a gateway.
 *
 * @param desiredVersion of the parameter that says what it should be; a deployment notes it, to roll back to
 * @param bundle that it should serve, by its SHA-256
 * @param reported what the host last said of its own state, and when; empty and the epoch before its first report
 * @param detail one sentence, or the host's own lines when something is wrong
 */
public record Status(
        String stack,
        GatewayStatus standing,
        String instance,
        String instanceState,
        long desiredVersion,
        String bundle,
        String reported,
        Instant reportedAt,
        String detail) {}
