package dev.portcullis.release;

/**
 * The ports of the host's services, all on 127.0.0.1. The tunnel and the operators' port forward use the same numbers,
 * so they are written here once.
 *
 * @param callers the gate's port for callers, through the tunnel
 * @param admin the gate's port for probes and the administrators' API
 * @param operators the gate's port for operators, through the tunnel
 */
public record Ports(int callers, int admin, int operators, int litellm, int tunnelMetrics, int postgres) {
    public static final Ports HOST = new Ports(8080, 8090, 8091, 4000, 20_241, 5432);

    /** The ports as systemd and the host's scripts read them. */
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
