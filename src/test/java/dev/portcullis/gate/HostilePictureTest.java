package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that were made to end a gate, against one that runs as on the host. */
final class HostilePictureTest {
    /** A PNG whose first chunk declares 500,000,000 bytes. */
    private static final byte[] LONG_CHUNK = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0x1D, (byte) 0xCD, 0x65, 0, 'I', 'H', 'D', 'R', 0, 0, 0, 1
    };
    /** An icon of Apple's whose first element declares as much. */
    private static final byte[] LONG_ICON = {
        'i', 'c', 'n', 's', 0x7F, -1, -1, -1, 'i', 'c', '0', '7', 0x7F, -1, -1, -1, 0, 0
    };

    @TempDir
    private Path folder;

    @Test
    void a_picture_that_declares_more_than_the_heap_is_refused_and_nobody_else_notices() throws Exception {
        try (AttackedGate gate = AttackedGate.start(folder)) {
            for (byte[] file : new byte[][] {LONG_CHUNK, LONG_ICON}) {
                HttpResponse<String> refused = gate.chat(gate.poor, picture(file));

                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.body()).contains("expected a picture (png, jpeg, gif or webp) as base64");
            }

            assertThat(gate.chat(gate.rich, TestGate.CHAT).statusCode()).isEqualTo(200);
            assertThat(gate.process.isAlive()).isTrue();
        }
    }

    private static String picture(byte[] file) {
        return "{\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":"
                + "{\"url\":\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(file) + "\"}}]}]}";
    }
}
