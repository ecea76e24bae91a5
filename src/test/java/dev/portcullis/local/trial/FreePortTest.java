package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FreePortTest {
    private static final String REMEDY =
            "\n  Stop what has it, or take another, or leave --port out for any that is free";

    @Test
    void a_port_that_this_process_has_is_refused_with_its_name_and_number() throws IOException {
        // Elsewhere the message has no name, since no file says who listens: there is nothing to look at.
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "only Linux tells who has a port");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> FreePort.require(port))
                    .isInstanceOf(BadInput.class)
                    .hasMessage("--port: expected a free port, got " + port + ", which java (pid "
                            + ProcessHandle.current().pid() + ") has" + REMEDY);
        }
    }

    @Test
    void nobody_is_named_for_a_port_on_which_nobody_listens() {
        assertThat(PortHolder.of(FreePort.any())).isEmpty();
    }

    @Test
    void a_free_port_and_any_port_are_taken() {
        int free = FreePort.any();

        assertThatCode(() -> FreePort.require(free)).doesNotThrowAnyException();
        assertThatCode(() -> FreePort.require(0)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void a_number_that_is_no_port_is_refused(int port) {
        assertThatThrownBy(() -> FreePort.require(port))
                .isInstanceOf(BadInput.class)
                .hasMessage("--port: expected a port from 1 to 65535, got '" + port + "'" + REMEDY);
    }

    @Test
    void a_port_for_a_process_is_none_that_an_outgoing_connection_gets() {
        assertThat(FreePort.any()).isBetween(20_000, 32_000);
    }
}
