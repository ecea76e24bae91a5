package dev.portcullis.local.bedrock;

import java.time.Duration;

/** How an answer waits where its prompt asks for a pause; a test need not wait at all. */
public interface Delays {

    /** Returns at once, and runs the rest later. */
    void after(Duration time, Runnable then);
}
