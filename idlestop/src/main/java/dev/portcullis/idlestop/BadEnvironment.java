package dev.portcullis.idlestop;

import java.util.List;

/** The function cannot start. Names every wrong variable at once, and what is to be done about them. */
final class BadEnvironment extends RuntimeException {
    BadEnvironment(List<String> problems) {
        super(String.join("\n", problems) + "\n  The stack sets these: run `pulumi up`, and do not edit the function");
    }
}
