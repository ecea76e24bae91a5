package dev.portcullis.local.trial;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/** Ports of this machine's loopback. */
public final class FreePort {
    private static final int LAST = 65_535;

    /**
     * Below the ports that systems give to outgoing connections: LiteLLM takes seconds until it listens, and by then
     * one of those may be taken.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final String REMEDY = "Stop what has it, or take another, or leave --port out for any that is free";
    private static final SecureRandom RANDOM = new SecureRandom();

    private FreePort() {}

    /**
     * A port for a process that has to be told one. It is free now; if another process takes it first, the start fails.
     */
    public static int any() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = LOWEST + RANDOM.nextInt(HIGHEST - LOWEST);
            try {
                open(port);
                return port;
            } catch (IOException e) {
                // Somebody's; there are thousands more.
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + HIGHEST);
    }

    /**
     * Looks whether the port that a person asked for can be had.
     *
     * @throws BadInput when it cannot, saying who has it where that is known
     */
    public static void require(int port) {
        if (port < 0 || port > LAST) {
            throw new BadInput("--port", "a port from 1 to " + LAST, "'" + port + "'", REMEDY);
        }
        try {
            open(port);
        } catch (BindException e) {
            String given = PortHolder.of(port)
                    .map(holder -> port + ", which " + holder + " has")
                    .orElse(port + " (" + e.getMessage() + ")");
            throw new BadInput("--port", "a free port", given, REMEDY);
        } catch (IOException e) {
            throw new BadInput("--port", "a free port", port + " (" + e.getMessage() + ")", REMEDY);
        }
    }

    private static void open(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // Reuse the address, as the servers do: a connection that has just ended does not hold a port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }
}
