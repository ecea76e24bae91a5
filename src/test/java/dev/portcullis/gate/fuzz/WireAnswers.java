package dev.portcullis.gate.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All answers of one connection.
 *
 * @param closed whether the gate ended it
 */
record WireAnswers(List<Answer> answers, boolean closed, long milliseconds) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2}) [^\r\n]*\r\n");
    private static final int PATIENCE_MS = 15_000;

    /** One of them, its head in lower case. */
    record Answer(int status, String head, String body) {
        String header(String name) {
            Matcher line = Pattern.compile("\r\n" + name + ": ([^\r\n]*)").matcher(head);
            return line.find() ? line.group(1) : "";
        }
    }

    /** Writes and reads until the gate closes. */
    static WireAnswers of(int port, byte[] request, boolean halfClose) throws IOException {
        long began = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.setTcpNoDelay(true);
            send(socket, request, halfClose);
            byte[] all;
            boolean closed = true;
            try {
                all = socket.getInputStream().readAllBytes();
            } catch (SocketTimeoutException e) {
                all = new byte[0];
                closed = false;
            } catch (SocketException e) {
                // A reset is an end too, but it may have swallowed an answer.
                all = new byte[0];
            }
            return new WireAnswers(
                    parse(new String(all, StandardCharsets.ISO_8859_1)),
                    closed,
                    (System.nanoTime() - began) / 1_000_000);
        }
    }

    private static void send(Socket socket, byte[] request, boolean halfClose) throws IOException {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            if (halfClose) {
                socket.shutdownOutput();
            }
        } catch (SocketException e) {
            // The gate has closed while it was sent; what it said is read below.
            return;
        }
    }

    /** Bodies that are not whole are taken as they are: there is nothing behind them. */
    private static List<Answer> parse(String text) {
        List<Answer> answers = new ArrayList<>();
        Matcher status = STATUS.matcher(text);
        int at = 0;
        while (at < text.length() && status.find(at) && status.start() == at) {
            int end = text.indexOf("\r\n\r\n", at);
            if (end < 0) {
                break;
            }
            String head = text.substring(at, end).toLowerCase(Locale.ROOT);
            Answer answer = new Answer(Integer.parseInt(status.group(1)), head, "");
            at = end + 4;
            int length;
            if (head.contains("\r\ntransfer-encoding: chunked")) {
                int last = text.indexOf("\r\n0\r\n\r\n", at - 2);
                length = last < 0 ? text.length() - at : last + 7 - at;
            } else {
                String announced = answer.header("content-length");
                length = announced.isEmpty() ? 0 : Integer.parseInt(announced);
            }
            int to = Math.min(text.length(), at + length);
            if (answer.status() >= 200) {
                answers.add(new Answer(answer.status(), head, text.substring(at, to)));
            }
            at = to;
        }
        if (at < text.length()) {
            answers.add(new Answer(0, "", text.substring(at)));
        }
        return answers;
    }
}
