package dev.portcullis.gate.fuzz;

import dev.portcullis.gate.fuzz.FuzzInput.Promise;

/**
 * One input with what is expected of it, as text: a line {@code promise status kind}, and the bytes.
 *
 * @param status the last answer's, or 0 for any that keeps the promise
 */
record CorpusFile(FuzzInput input, int status) {
    String text() {
        return input.promise() + " " + status + " " + input.kind() + "\n" + EscapedBytes.write(input.bytes());
    }

    static CorpusFile read(String text) {
        int line = text.indexOf('\n');
        String[] words = text.substring(0, line).split(" ", 3);
        return new CorpusFile(
                new FuzzInput(words[2], Promise.valueOf(words[0]), EscapedBytes.read(text.substring(line + 1))),
                Integer.parseInt(words[1]));
    }
}
