package dev.portcullis.local.trial;

import dev.portcullis.local.edge.ServiceToken;

/**
 * What to paste into a client, for each client that can send headers of its own. The service token goes into headers,
 * and the virtual key into the place of the API key.
 */
final class ClientSettings {
    private ClientSettings() {}

    /**
     * For one client.
     *
     * @param port the edge's, on this machine
     * @param key the client's virtual key
     */
    static String render(int port, ServiceToken token, String key, String chatModel, String claudeModel) {
        return """
                curl
                  curl http://127.0.0.1:%1$d/v1/chat/completions \\
                    -H 'CF-Access-Client-Id: %2$s' \\
                    -H 'CF-Access-Client-Secret: %3$s' \\
                    -H 'Authorization: Bearer %6$s' \\
                    -H 'Content-Type: application/json' \\
                    -d '{"model":"%4$s","messages":[{"role":"user","content":"Hello"}]}'

                Claude Code
                  export ANTHROPIC_BASE_URL=http://127.0.0.1:%1$d ANTHROPIC_AUTH_TOKEN=%6$s ANTHROPIC_MODEL=%5$s
                  export ANTHROPIC_CUSTOM_HEADERS=$'CF-Access-Client-Id: %2$s\\nCF-Access-Client-Secret: %3$s'
                  export CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1

                Codex, in ~/.codex/config.toml
                  model = "%4$s"
                  model_provider = "portcullis"
                  [model_providers.portcullis]
                  name = "Portcullis"
                  base_url = "http://127.0.0.1:%1$d/v1"
                  wire_api = "responses"
                  env_key = "PORTCULLIS_KEY"   # export PORTCULLIS_KEY=%6$s
                  http_headers = { "CF-Access-Client-Id" = "%2$s", "CF-Access-Client-Secret" = "%3$s" }

                OpenAI SDK for Python
                  OpenAI(base_url="http://127.0.0.1:%1$d/v1", api_key="%6$s",
                         default_headers={"CF-Access-Client-Id": "%2$s", "CF-Access-Client-Secret": "%3$s"})

                Anthropic SDK for Python
                  Anthropic(base_url="http://127.0.0.1:%1$d", api_key="%6$s",
                            default_headers={"CF-Access-Client-Id": "%2$s", "CF-Access-Client-Secret": "%3$s"})

                Open WebUI, under Connections, OpenAI API
                  URL http://127.0.0.1:%1$d/v1, key %6$s, headers
                  {"CF-Access-Client-Id": "%2$s", "CF-Access-Client-Secret": "%3$s"}
                """.formatted(port, token.clientId(), token.clientSecret(), chatModel, claudeModel, key);
    }
}
