package dev.portcullis.gate.fault;

import java.io.IOException;
import java.util.List;

/** Calls of each kind to one gate whose classes another class loader has. */
public interface CallsUnderFault extends AutoCloseable {
    List<String> names();

    /** How the call ended, in a word or two. */
    String call(String name);

    /** Waits for the ledger, without a question to the gate. */
    void awaitSettled();

    /** Names everything that the calls so far have left behind; empty when they left nothing. */
    String left();

    /** As {@link #left}, of the connections to LiteLLM, which takes the time that an idle one stays open. */
    String connectionsLeft();

    @Override
    void close() throws IOException;
}
