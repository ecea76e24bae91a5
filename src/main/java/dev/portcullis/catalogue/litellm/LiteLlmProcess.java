package dev.portcullis.catalogue.litellm;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How LiteLLM is started, wherever that is. Paths, ports and credentials are the starter's own. */
public final class LiteLlmProcess {
    /**
     * Python: under a systemd watchdog, tells systemd that LiteLLM answers. It has one thread for all requests, and one
     * body can keep that busy for long; this asks its health from another thread, as a caller would. Until the first
     * answer it is starting, for which it has five minutes; from then on silence ends in a restart.
     */
    public static final String WATCHDOG = """
            import http.client, os, socket, sys, threading, time

            def answers(port, patience):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
                try:
                    connection.request("GET", "/health/liveliness")
                    return connection.getresponse().status > 0
                except (OSError, http.client.HTTPException):
                    return False
                finally:
                    connection.close()

            def watch(port, patience, address):
                began, started = time.monotonic(), False
                systemd = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                while True:
                    alive = answers(port, patience)
                    started = started or alive
                    if alive or not started and time.monotonic() - began < 300:
                        systemd.sendto(b"WATCHDOG=1", address)
                    time.sleep(patience)

            if "WATCHDOG_USEC" in os.environ and "--port" in sys.argv:
                port = int(sys.argv[sys.argv.index("--port") + 1])
                address = os.environ["NOTIFY_SOCKET"].replace("@", "\\0", 1)
                patience = int(os.environ["WATCHDOG_USEC"]) / 4e6
                threading.Thread(target=watch, args=(port, patience, address), daemon=True).start()
            """;

    /**
     * Python: what {@code -m litellm.proxy.proxy_cli} does. Loading makes a million objects that all stay, and a
     * collector that looks for garbage among them takes a third of the time; afterwards it does its work, without them.
     */
    public static final String START = WATCHDOG + """
            import gc
            gc.disable()
            import litellm.proxy.proxy_server
            from litellm.proxy.proxy_cli import run_server
            gc.freeze()
            gc.enable()
            run_server()
            """;

    /** The switches that keep it off the network and close what the gate does not use. */
    public static final Map<String, String> ENVIRONMENT = Collections.unmodifiableMap(new TreeMap<>(Map.ofEntries(
            Map.entry("LITELLM_MODE", "PRODUCTION"),
            Map.entry("LITELLM_LOG", "ERROR"),
            Map.entry("NO_DOCS", "True"),
            Map.entry("NO_REDOC", "True"),
            Map.entry("NO_OPENAPI", "True"),
            Map.entry("DISABLE_ADMIN_UI", "True"),
            Map.entry("LITELLM_LOCAL_MODEL_COST_MAP", "True"),
            Map.entry("LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS", "True"),
            Map.entry("LITELLM_LOCAL_AUTOROUTER_PRESETS", "True"),
            Map.entry("LITELLM_LOCAL_BLOG_POSTS", "True"),
            Map.entry("LITELLM_LOCAL_POLICY_TEMPLATES", "True"))));

    private LiteLlmProcess() {}
}
