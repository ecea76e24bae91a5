package dev.portcullis.local.trial;

import dev.portcullis.local.edge.ServiceToken;

/**
 * What to paste into a client, for each client that can send headers of its own. The service token goes into headers
 * and not into the place of the API key, which is the gateway's own key's.
 */
final class ClientSettings {
    private ClientSettings() {}

    /** @param port the edge's, on this machine */
    static String render(int port, ServiceToken token, String chatModel, String claudeModel) {
        return """
                curl
                  curl http://127.0.0.1:%1$d/v1/chat/completions \\
                    -H 'CF-Access-Client-Id: %2$s' \\
                    -H 'CF-Access-Client-Secret: %3$s' \\
                    -H 'Content-Type: application/json' \\
                    -d '{"model":"%4$s","messages":[{"role":"user","content":"Hello"}]}'

                Claude Code
                  export ANTHROPIC_BASE_URL=http://127.0.0.1:%1$d ANTHROPIC_AUTH_TOKEN=unused ANTHROPIC_MODEL=%5$s
                  export ANTHROPIC_CUSTOM_HEADERS=$'CF-Access-Client-Id: %2$s\\nCF-Access-Client-Secret: %3$s'
                  export CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1

                Codex, in ~/.codex/config.toml
                  model = "%4$s"
                  model_provider = "portcullis"
                  [model_providers.portcullis]
                  name = "Portcullis"
                  base_url = "http://127.0.0.1:%1$d/v1"
                  wire_api = "responses"
                  http_headers = { "CF-Access-Client-Id" = "%2$s", "CF-Access-Client-Secret" = "%3$s" }

                OpenAI SDK for Python
                  OpenAI(base_url="http://127.0.0.1:%1$d/v1", api_key="unused",
                         default_headers={"CF-Access-Client-Id": "%2$s", "CF-Access-Client-Secret": "%3$s"})

                Anthropic SDK for Python
                  Anthropic(base_url="http://127.0.0.1:%1$d", api_key="unused",
                            default_headers={"CF-Access-Client-Id": "%2$s", "CF-Access-Client-Secret": "%3$s"})

                Open WebUI, under Connections, OpenAI API
                  URL http://127.0.0.1:%1$d/v1, key unused, headers
                  {"CF-Access-Client-Id": "%2$s", "CF-Access-Client-Secret": "%3$s"}
                """.formatted(port, token.clientId(), token.clientSecret(), chatModel, claudeModel);
    }
}
