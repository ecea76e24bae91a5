package dev.portcullis.clients;

import java.util.List;

/** Programs that are set up by variables and files. */
final class AgentSettings {
    /** First, since most of the others read these variables. */
    static final ClientSetting SHELL = new ClientSetting("Shell, before everything below", """
            export PORTCULLIS_KEY={key}
            export CF_ACCESS_CLIENT_ID={id} CF_ACCESS_CLIENT_SECRET={secret}
            """);

    static final ClientSetting CLAUDE_CODE_FILE =
            new ClientSetting("Claude Code, or instead in ~/.claude/settings.json", """
            {
              "env": {
                "ANTHROPIC_BASE_URL": "{origin}",
                "ANTHROPIC_AUTH_TOKEN": "{key}",
                "ANTHROPIC_MODEL": "{claude}",
                "ANTHROPIC_CUSTOM_HEADERS": "CF-Access-Client-Id: {id}\\nCF-Access-Client-Secret: {secret}",
                "CLAUDE_CODE_MAX_OUTPUT_TOKENS": "32000",
                "CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY": "1",
                "CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS": "1",
                "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1"
              }
            }
            """);

    static final ClientSetting CODEX =
            new ClientSetting("Codex, in ~/.codex/config.toml, above every table of the file", """
            model = "{chat}"
            model_provider = "portcullis"
            [model_providers.portcullis]
            name = "Portcullis"
            base_url = "{origin}/v1"
            wire_api = "responses"
            env_key = "PORTCULLIS_KEY"
            env_http_headers = { "CF-Access-Client-Id" = "CF_ACCESS_CLIENT_ID", "CF-Access-Client-Secret" = "CF_ACCESS_CLIENT_SECRET" }
            """);

    static final ClientSetting OPENCODE = new ClientSetting("opencode, in opencode.json", """
            {
              "$schema": "https://opencode.ai/config.json",
              "model": "portcullis/{chat}",
              "provider": {
                "portcullis": {
                  "npm": "@ai-sdk/openai-compatible",
                  "name": "Portcullis",
                  "options": {
                    "baseURL": "{origin}/v1",
                    "apiKey": "{env:PORTCULLIS_KEY}",
                    "headers": {
                      "CF-Access-Client-Id": "{env:CF_ACCESS_CLIENT_ID}",
                      "CF-Access-Client-Secret": "{env:CF_ACCESS_CLIENT_SECRET}"
                    }
                  },
                  "models": { "{chat}": {} }
                }
              }
            }
            """);

    static final ClientSetting AIDER_MODEL = new ClientSetting("aider, and in ~/.aider.model.settings.yml", """
            - name: openai/{chat}
              extra_params:
                extra_headers: { CF-Access-Client-Id: "{id}", CF-Access-Client-Secret: "{secret}" }
            """);

    static final List<ClientSetting> ALL = List.of(
            new ClientSetting("curl", """
                    curl {origin}/v1/chat/completions \\
                      -H "CF-Access-Client-Id: $CF_ACCESS_CLIENT_ID" \\
                      -H "CF-Access-Client-Secret: $CF_ACCESS_CLIENT_SECRET" \\
                      -H "Authorization: Bearer $PORTCULLIS_KEY" \\
                      -H 'Content-Type: application/json' \\
                      -d '{"model":"{chat}","messages":[{"role":"user","content":"Hello"}]}'
                    """),
            // Without a bound of its own Claude Code asks for 128,000 tokens, and as much money is reserved.
            new ClientSetting("Claude Code, in the shell", """
                    export ANTHROPIC_BASE_URL={origin} ANTHROPIC_AUTH_TOKEN=$PORTCULLIS_KEY ANTHROPIC_MODEL={claude}
                    export ANTHROPIC_CUSTOM_HEADERS="CF-Access-Client-Id: $CF_ACCESS_CLIENT_ID"$'\\n'"CF-Access-Client-Secret: $CF_ACCESS_CLIENT_SECRET"
                    export CLAUDE_CODE_MAX_OUTPUT_TOKENS=32000 CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY=1
                    export CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1
                    """),
            CLAUDE_CODE_FILE,
            CODEX,
            OPENCODE,
            new ClientSetting("aider, in the shell", """
                    export OPENAI_API_BASE={origin}/v1 OPENAI_API_KEY=$PORTCULLIS_KEY AIDER_MODEL=openai/{chat}
                    """),
            AIDER_MODEL,
            new ClientSetting("llm, in the shell", """
                    llm keys set portcullis --value "$PORTCULLIS_KEY"
                    """),
            new ClientSetting("llm, and in extra-openai-models.yaml beside its keys (llm keys path)", """
                    - model_id: portcullis
                      model_name: {chat}
                      api_base: {origin}/v1
                      api_key_name: portcullis
                      supports_tools: true
                      headers: { CF-Access-Client-Id: "{id}", CF-Access-Client-Secret: "{secret}" }
                    """),
            new ClientSetting("Open WebUI, under Connections, OpenAI API", """
                    URL {origin}/v1, key {key}, headers
                    {"CF-Access-Client-Id": "{id}", "CF-Access-Client-Secret": "{secret}"}
                    """),
            new ClientSetting("Continue, in config.yaml, under models", """
                    - { name: Portcullis, provider: openai, model: {chat}, apiBase: "{origin}/v1", apiKey: "{key}", requestOptions: { headers: { CF-Access-Client-Id: "{id}", CF-Access-Client-Secret: "{secret}" } } }
                    """),
            new ClientSetting("Cursor", """
                    cannot call the gateway: its requests come from its own servers and cannot carry the Access headers
                    """));

    private AgentSettings() {}
}
