package dev.portcullis.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A plain connection: what is written is what is sent, which no HTTP client would do. */
public final class Wire implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Wire(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Wire send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public Wire send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the gate has noticed. */
    public void hangUp() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rest();
    }

    /** The number in the status line. */
    public int status() {
        String[] words = line().split(" ", 3);
        if (words.length < 2) {
            throw new AssertionError("no status line");
        }
        return Integer.parseInt(words[1]);
    }

    /** The empty text also at the end of the connection. */
    public String line() {
        try {
            String line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that follows until the gate closes the connection. */
    public String rest() {
        try {
            StringBuilder rest = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                rest.append((char) next);
            }
            return rest.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
