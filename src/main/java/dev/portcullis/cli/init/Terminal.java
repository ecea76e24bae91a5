package dev.portcullis.cli.init;

import dev.portcullis.cli.doctor.SlowNotice;
import dev.portcullis.init.Dialogue;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions at the terminal of this process, if it has one; lines go where the command's other output goes. */
final class Terminal implements Dialogue {
    private final @Nullable Console console;
    private final PrintWriter lines;
    private final SlowNotice notice;

    /**
     * Takes the terminal only when asking is wanted.
     *
     * @param lines for everything that is said
     */
    Terminal(boolean mayAsk, PrintWriter lines, SlowNotice notice) {
        this.console = mayAsk ? System.console() : null;
        this.lines = lines;
        this.notice = notice;
    }

    @Override
    public boolean isInteractive() {
        return console != null;
    }

    @Override
    public void say(String line) {
        lines.println(line);
        lines.flush();
    }

    @Override
    public void waitingFor(String subject) {
        notice.now(subject);
    }

    @Override
    public Optional<String> ask(String prompt) {
        notice.pause();
        return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", prompt));
    }

    @Override
    public Optional<String> askSecretly(String prompt) {
        notice.pause();
        if (console == null) {
            return Optional.empty();
        }
        char[] typed = console.readPassword("%s", prompt);
        return typed == null ? Optional.empty() : Optional.of(new String(typed));
    }
}
