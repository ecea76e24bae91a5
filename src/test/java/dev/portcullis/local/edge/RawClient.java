package dev.portcullis.local.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes requests byte by byte as told: any HTTP client would tidy them first. */
final class RawClient {
    private static final int PATIENCE_MS = 10_000;

    private RawClient() {}

    /** @param status 0 when the connection ended without an answer */
    record Response(int status, List<String> headers, String body) {
        String header(String name) {
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(header -> header.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    static Response ask(int port, String method, String target, String... headers) throws IOException {
        return from("127.0.0.1", port, method, target, headers);
    }

    static Response from(String source, int port, String method, String target, String... headers) throws IOException {
        try (Socket socket = open(source, port)) {
            send(socket, method, target, headers);
            return read(socket);
        }
    }

    static Socket open(String source, int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, address(source), 0);
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    /** Every address 127.x.y.z is this machine's own, so that one machine can be several callers. */
    private static InetAddress address(String literal) throws IOException {
        return InetAddress.getAllByName(literal)[0];
    }

    static void send(Socket socket, String method, String target, String... headers) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + target + " HTTP/1.1");
        lines.addAll(List.of(headers));
        lines.add("Connection: close");
        if (method.equals("POST")) {
            lines.add("Content-Length: 2");
        }
        String head = String.join("\r\n", lines) + "\r\n\r\n";
        socket.getOutputStream().write((head + (method.equals("POST") ? "{}" : "")).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    static Response read(Socket socket) throws IOException {
        String head = head(socket.getInputStream());
        if (head.isEmpty()) {
            return new Response(0, List.of(), "");
        }
        List<String> lines = List.of(head.split("\r\n"));
        Response response = new Response(
                Integer.parseInt(lines.get(0).split(" ", -1)[1]), List.copyOf(lines.subList(1, lines.size())), "");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(body);
        } catch (IOException e) {
            body.writeBytes(" (broken off)".getBytes(StandardCharsets.UTF_8));
        }
        return new Response(response.status(), response.headers(), body.toString(StandardCharsets.UTF_8));
    }

    /** Up to the empty line, without it; empty when the stream ends first. */
    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet;
            try {
                octet = in.read();
            } catch (java.net.SocketException e) {
                return "";
            }
            if (octet < 0) {
                return "";
            }
            head.append((char) octet);
        }
        return head.substring(0, head.length() - 4);
    }
}
