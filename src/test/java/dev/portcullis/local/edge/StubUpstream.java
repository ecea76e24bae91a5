package dev.portcullis.local.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for the gate: keeps every head as it arrived and answers as the test says, by hand, one byte after another. */
final class StubUpstream implements AutoCloseable {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Gate: yes\r\n\r\nok";

    private final ServerSocket server;
    private final Script script;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Takes over a connection after a request's head and body have been read. */
    interface Script {
        void play(Socket socket) throws Exception;
    }

    StubUpstream(Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::accept, "stub-upstream");
        accepting.setDaemon(true);
        accepting.start();
    }

    static StubUpstream ok() throws IOException {
        return new StubUpstream(socket -> write(socket, OK));
    }

    static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Request line and headers, as they came. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    /** All values of one header of a head; the name in lower case. */
    static List<String> values(String head, String header) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(header + ":"))
                .map(line -> line.substring(header.length() + 1).strip())
                .toList();
    }

    void forget() {
        heads.clear();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                open.add(socket);
                Thread serving = new Thread(() -> serve(socket), "stub-upstream-connection");
                serving.setDaemon(true);
                serving.start();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (String head = RawClient.head(in); !head.isEmpty(); head = RawClient.head(in)) {
                readBody(head, in);
                heads.add(head);
                script.play(socket);
            }
        } catch (Exception e) {
            // The edge hung up, or the test is over.
        }
    }

    private static void readBody(String head, InputStream in) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("transfer-encoding: chunked")) {
            StringBuilder body = new StringBuilder();
            while (body.indexOf("0\r\n\r\n") < 0) {
                body.append((char) in.read());
            }
        } else if (lower.contains("content-length: 2")) {
            in.readNBytes(2);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
