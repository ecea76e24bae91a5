package dev.portcullis.gate;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A log that a test can wait for. */
final class LogLines extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int one) {
        bytes.write(one);
        notifyAll();
    }

    @Override
    public synchronized void write(byte[] some, int from, int count) {
        bytes.write(some, from, count);
        notifyAll();
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Returns the text since the last call, and forgets it. */
    synchronized String take() {
        String text = text();
        bytes.reset();
        return text;
    }

    /** Exactly so many lines with a mark, within 20 s. */
    synchronized List<String> await(String mark, int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        List<String> lines = marked(mark);
        while (lines.size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("expected " + count + " lines with " + mark + ", got " + text());
            }
            wait(left);
            lines = marked(mark);
        }
        return lines;
    }

    private List<String> marked(String mark) {
        String text = text();
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.contains(mark))
                .toList();
    }
}
