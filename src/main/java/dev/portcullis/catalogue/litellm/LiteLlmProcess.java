package dev.portcullis.catalogue.litellm;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How LiteLLM is started, wherever that is. Paths, ports and credentials are the starter's own. */
public final class LiteLlmProcess {
    /**
     * Python: what {@code -m litellm.proxy.proxy_cli} does. Loading makes a million objects that all stay, and a
     * collector that looks for garbage among them takes a third of the time; afterwards it does its work, without them.
     */
    public static final String START = """
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
