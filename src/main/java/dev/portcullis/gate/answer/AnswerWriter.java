package dev.portcullis.gate.answer;

import java.io.IOException;

/** Makes the caller's answer of LiteLLM's while it arrives. */
public interface AnswerWriter {
    /**
     * The next bytes, which may be none.
     *
     * @throws IOException when what arrives is not the answer of the API
     */
    byte[] feed(byte[] chunk) throws IOException;

    /** The last bytes. */
    byte[] end() throws IOException;
}
