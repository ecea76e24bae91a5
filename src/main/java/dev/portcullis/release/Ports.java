package dev.portcullis.release;

/**
 * Where the host's services listen, all on 127.0.0.1. The tunnel and the operators' port forward are told the same
 * numbers, so they are written here once.
 *
 * @param callers of the gate, through the tunnel
 * @param admin of the gate: probes and the administrators' API
 */
public record Ports(int callers, int admin, int litellm, int tunnelMetrics, int postgres) {
    public static final Ports HOST = new Ports(8080, 8090, 4000, 20_241, 5432);

    /** As systemd and the host's scripts read it. */
    String environment() {
        return """
                PORT_ADMIN=%d
                PORT_CALLERS=%d
                PORT_LITELLM=%d
                PORT_POSTGRES=%d
                PORT_TUNNEL_METRICS=%d
                """.formatted(admin, callers, litellm, postgres, tunnelMetrics);
    }
}
