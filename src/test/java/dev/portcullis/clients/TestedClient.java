package dev.portcullis.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that is run against the gateway; {@code src/test/clients/run} says how. */
enum TestedClient {
    CLAUDE_CODE("Claude Code", "node_modules/@anthropic-ai/claude-code-linux-x64"),
    CLAUDE_CODE_SETTINGS("Claude Code, by settings.json", "node_modules/@anthropic-ai/claude-code-linux-x64"),
    CODEX("Codex", "node_modules/@openai/codex"),
    OPENCODE("opencode", "node_modules/opencode-linux-x64-baseline"),
    AIDER("aider", "aider-chat", ClientCase.TOOL),
    LLM("llm", "llm"),
    CURL("curl", "", ClientCase.STREAM, ClientCase.TOOL),
    OPENAI_PYTHON("OpenAI SDK for Python", "openai"),
    ANTHROPIC_PYTHON("Anthropic SDK for Python", "anthropic"),
    LANGCHAIN_OPENAI_PYTHON("LangChain, OpenAI's", "langchain-openai"),
    LANGCHAIN_ANTHROPIC_PYTHON("LangChain, Anthropic's", "langchain-anthropic"),
    OPENAI_NODE("OpenAI SDK for Node", "node_modules/openai"),
    ANTHROPIC_NODE("Anthropic SDK for Node", "node_modules/@anthropic-ai/sdk"),
    VERCEL_OPENAI_NODE("Vercel AI SDK, OpenAI's", "node_modules/@ai-sdk/openai"),
    VERCEL_ANTHROPIC_NODE("Vercel AI SDK, Anthropic's", "node_modules/@ai-sdk/anthropic");

    private static final String NODE = "node_modules/";
    private static final Path NODE_LOCK = Path.of("src/test/clients/package-lock.json");
    private static final Path PYTHON_LOCKS = Path.of("src/test/python");

    private final String title;
    private final String module;

    @SuppressWarnings("ImmutableEnumChecker") // nothing changes it once it is made
    private final Set<ClientCase> lacking;

    /** With the cases that the client has no way to do. */
    TestedClient(String title, String module, ClientCase... lacking) {
        this.title = title;
        this.module = module;
        this.lacking = lacking.length == 0 ? EnumSet.noneOf(ClientCase.class) : EnumSet.copyOf(Arrays.asList(lacking));
    }

    String title() {
        return title;
    }

    /** As {@code src/test/clients/run} knows it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean can(ClientCase asked) {
        return !lacking.contains(asked);
    }

    /** From the lock, so that the table cannot say another one. */
    String version() {
        if (module.isEmpty()) {
            return "the machine's";
        }
        if (module.startsWith(NODE)) {
            return find(NODE_LOCK, Pattern.quote("\"" + module + "\"") + ": \\{\\s+\"version\": \"([0-9.]+)");
        }
        Path lock = PYTHON_LOCKS.resolve(this == AIDER ? "aider.lock" : "clients.lock");
        return find(lock, "(?m)^" + Pattern.quote(module) + "==(\\S+)");
    }

    private static String find(Path lock, String pattern) {
        try {
            Matcher found = Pattern.compile(pattern).matcher(Files.readString(lock));
            if (!found.find()) {
                throw new IllegalStateException(lock + ": expected " + pattern);
            }
            return found.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
