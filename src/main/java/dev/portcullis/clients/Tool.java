package dev.portcullis.clients;

import java.util.List;
import java.util.Locale;

/** A tool that {@code ./portcullis connect} sets up, and the API that it calls. */
public enum Tool {
    CLAUDE_CODE("Claude Code", Api.MESSAGES, "claude"),
    CODEX("Codex", Api.RESPONSES, "codex"),
    OPENCODE("opencode", Api.CHAT, "opencode"),
    AIDER("aider", Api.CHAT, "aider"),
    OPENAI_SDK("OpenAI SDK", Api.CHAT, "set -a; . '{file}'; set +a"),
    ANTHROPIC_SDK("Anthropic SDK", Api.MESSAGES, "set -a; . '{file}'; set +a"),
    OPEN_WEBUI(
            "Open WebUI",
            Api.CHAT,
            "set -a; . '{file}'; set +a; open-webui serve, beside a running ./portcullis forward"),
    CURL("curl", Api.CHAT, "curl -K '{file}' {origin}/v1/models");

    /** Where {@code ./portcullis forward} listens by default. */
    public static final int FORWARD_PORT = 8484;

    private final String title;
    private final Api api;
    private final String start;

    Tool(String title, Api api, String start) {
        this.title = title;
        this.api = api;
        this.start = start;
    }

    /** The three shapes of a text answer. */
    public enum Api {
        CHAT,
        MESSAGES,
        RESPONSES
    }

    /** As a person types it, such as {@code claude-code}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    public Api api() {
        return api;
    }

    /** Whether the tool reads no file by itself, so that a person may choose where its variables stand. */
    public boolean takesFile() {
        return this == OPENAI_SDK || this == ANTHROPIC_SDK || this == OPEN_WEBUI || this == CURL;
    }

    /** The command that starts the tool with its settings. */
    public String start(String origin, String file) {
        return start.replace("{origin}", origin).replace("{file}", file);
    }

    /** The files of the tool; the first is the one that a person may place elsewhere. */
    public List<ToolFile> files(ClientTarget target) {
        return FileSettings.of(this).stream().map(file -> file.filled(target)).toList();
    }
}
