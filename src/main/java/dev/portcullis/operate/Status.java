package dev.portcullis.operate;

import java.time.Instant;

/**
 * The status of a gateway.
 *
 * @param desiredVersion the version of the parameter with the desired state; a deployment notes it, to roll back to
 * @param bundle that it should serve, by its SHA-256
 * @param reported the host's last report on its own state, and its time; empty and the epoch before its first report
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
