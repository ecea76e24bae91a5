package dev.portcullis.gate.fuzz;

import dev.portcullis.gate.AskedGate;
import dev.portcullis.gate.fuzz.FuzzInput.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Puts an input on a connection of its own. */
final class Asking {
    private Asking() {}

    static WireAnswers ask(AskedGate gate, FuzzInput input) throws IOException {
        String text = new String(input.bytes(), StandardCharsets.ISO_8859_1);
        byte[] bytes = text.replace(FuzzInput.CREDENTIALS, gate.credentials()).getBytes(StandardCharsets.ISO_8859_1);
        // Bytes that may be half a request would leave the gate waiting for the other half.
        return WireAnswers.of(gate.port(), bytes, input.promise() == Promise.ENDED);
    }
}
