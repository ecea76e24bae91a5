package dev.portcullis.local.litellm;

import java.io.PrintWriter;

/** Shows progress as a bar that is redrawn on a terminal, and as one line per stage elsewhere. */
public final class ProgressLine implements Progress {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean isTerminal;
    private String shown = "";

    public ProgressLine(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    @Override
    public void at(String doing, int done, int total) {
        if (isTerminal) {
            int filled = total == 0 ? 0 : Math.min(WIDTH, WIDTH * done / total);
            String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
            out.print("\r%-11s [%s] %d of %d packages".formatted(doing, bar, done, total));
        } else if (!doing.equals(shown)) {
            out.println(doing + " " + total + " packages");
        }
        shown = doing;
        out.flush();
    }

    /** Clears the bar; what was printed as lines stays. */
    public void end() {
        if (isTerminal && !shown.isEmpty()) {
            // Return, and erase to the end of the line.
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
