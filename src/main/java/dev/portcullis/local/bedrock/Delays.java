package dev.portcullis.local.bedrock;

import java.time.Duration;

/** The pauses of an answer whose prompt asks for them; a test need not wait at all. */
public interface Delays {

    /** Returns at once, and runs the rest later. */
    void after(Duration time, Runnable then);
}
