package dev.portcullis.catalogue.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The watchdog before a server that answers, stalls and dies, with a socket in systemd's place. */
@Timeout(60)
final class LiteLlmWatchdogTest {
    /** Counts the messages that come within so long after each change of the server. */
    private static final String SCENE = """
            import http.server, os, socket, sys, threading, time
            held = threading.Event()

            class Health(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    if not held.is_set():
                        self.send_response(200)
                        self.end_headers()
                    else:
                        time.sleep(60)

                def log_message(self, *ignored):
                    pass

            systemd = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            systemd.bind(sys.argv[1])
            systemd.settimeout(1)

            def heard():
                try:
                    return systemd.recv(64).decode()
                except TimeoutError:
                    return "nothing"

            def drain():
                time.sleep(0.6)
                systemd.setblocking(False)
                try:
                    while True:
                        systemd.recv(64)
                except BlockingIOError:
                    systemd.settimeout(1)

            port = socket.create_server(("127.0.0.1", 0))
            number = port.getsockname()[1]
            port.close()
            os.environ.update(NOTIFY_SOCKET=sys.argv[1], WATCHDOG_USEC="400000")
            sys.argv += ["--port", str(number)]
            exec(compile(open(sys.argv[2]).read(), "watchdog", "exec"), {})
            print("starting:", heard())
            server = http.server.ThreadingHTTPServer(("127.0.0.1", number), Health)
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()
            drain()
            print("answering:", heard())
            held.set()
            drain()
            print("stalled:", heard())
            held.clear()
            print("again:", heard())
            server.shutdown()
            server.server_close()
            drain()
            print("gone:", heard())
            """;

    @TempDir
    private Path folder;

    @Test
    void systemd_hears_of_it_while_it_starts_and_while_it_answers_and_not_when_it_stalls() throws Exception {
        Path scene = Files.writeString(folder.resolve("scene.py"), SCENE);
        Path watchdog = Files.writeString(folder.resolve("watchdog.py"), LiteLlmProcess.WATCHDOG);
        Process python = new ProcessBuilder(
                        "python3",
                        "-I",
                        scene.toString(),
                        folder.resolve("notify").toString(),
                        watchdog.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(said).isEqualTo("""
                starting: WATCHDOG=1
                answering: WATCHDOG=1
                stalled: nothing
                again: WATCHDOG=1
                gone: nothing
                """);
    }
}
