package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A trial whose last part cannot start, when the first ones run already. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class BrokenStartIT {
    @Test
    void a_port_that_is_taken_leaves_no_process() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> RunningTrial.start(taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("port " + taken.getLocalPort() + " of 127.0.0.1 cannot be opened");
        }

        assertThat(ProcessHandle.current().descendants().filter(process -> !before.contains(process)))
                .isEmpty();
    }
}
