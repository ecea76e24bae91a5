package dev.portcullis.bench;

import dev.portcullis.gate.fuzz.HostileRequests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Callers with good credentials and bad intentions, each on its own thread until they are told to stop. */
final class HostileCallers implements AutoCloseable {
    private static final int THREADS = 6;
    private static final int LONG = 20 * 1024 * 1024;
    private static final int PART = 512 * 1024;

    private final int port;
    private final List<String> credentials;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, Integer> done = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private volatile boolean stopped;

    /** @param credentials one entry for each key, as lines of a head */
    HostileCallers(int port, List<String> credentials, long seed) {
        this.port = port;
        this.credentials = List.copyOf(credentials);
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i);
            threads.execute(() -> attack(random));
        }
    }

    private void attack(Random random) {
        while (!stopped) {
            String own = credentials.get(random.nextInt(credentials.size()));
            try {
                switch (random.nextInt(20)) {
                    case 0 -> unfinished(own);
                    case 1 -> longBody(own, random);
                    case 2, 3, 4, 5 -> hangUp(own, random);
                    default -> {
                        HostileRequests.ask(port, own, random).ifPresent(this::complain);
                        count("generated requests");
                    }
                }
            } catch (IOException e) {
                count("cut off");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Holds room for a body that never comes. */
    private void unfinished(String own) throws IOException, InterruptedException {
        try (Socket socket = open(own, LONG)) {
            socket.getOutputStream().write(" ".repeat(PART).getBytes(StandardCharsets.US_ASCII));
            TimeUnit.SECONDS.sleep(2);
        }
        count("unfinished bodies");
    }

    /** Doubles every copy of itself: all ASCII but for one character. */
    private void longBody(String own, Random random) throws IOException {
        String text = (random.nextBoolean() ? "\u4e00" : "a") + "word ".repeat(LONG / 5 - PART);
        byte[] body = Target.chat(text, false).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = open(own, body.length)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(body);
            socket.getInputStream().read();
        }
        count("bodies of 20 MiB");
    }

    /** Leaves a stream at some moment. */
    private void hangUp(String own, Random random) throws IOException, InterruptedException {
        byte[] body = Target.chat("[[long 400]] on and on", true).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = open(own, body.length)) {
            socket.getOutputStream().write(body);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
        }
        count("streams left");
    }

    private Socket open(String own, int length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\ncontent-type: application/json\r\n"
                                + own + "content-length: " + length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private synchronized void complain(String what) {
        wrong.add(what);
        System.err.println("soak: wrong answer to " + what);
    }

    private synchronized void count(String what) {
        done.merge(what, 1, Integer::sum);
    }

    synchronized String done() {
        return done.toString();
    }

    synchronized int wrong() {
        return wrong.size();
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
        try {
            if (threads.awaitTermination(90, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
