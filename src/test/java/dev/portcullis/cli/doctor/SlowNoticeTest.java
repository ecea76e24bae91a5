package dev.portcullis.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class SlowNoticeTest {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch paused = new CountDownLatch(1);
    private final AtomicBoolean wroteAfterPause = new AtomicBoolean();

    /** A terminal that is slow: it has the line only after the pause, if the pause does not wait for it. */
    private final Writer slow = new Writer() {
        @Override
        public void write(char[] text, int from, int length) {
            writing.countDown();
            try {
                wroteAfterPause.compareAndSet(false, paused.await(1, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    };

    @Test
    void nothing_is_said_once_a_person_is_asked() throws Exception {
        try (SlowNotice notice = new SlowNotice(new PrintWriter(slow))) {
            notice.now("Cloudflare");
            assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();

            notice.pause();
            paused.countDown();
        }

        assertThat(wroteAfterPause).isFalse();
    }
}
