package dev.portcullis.clients;

import dev.portcullis.clients.ToolFile.Folder;
import dev.portcullis.clients.ToolFile.Form;
import java.util.List;

/** The files of each tool. Where a block is printed for people too, it is that block. */
final class FileSettings {
    private static final String ACCESS = """
            PORTCULLIS_KEY={key}
            CF_ACCESS_CLIENT_ID={id}
            CF_ACCESS_CLIENT_SECRET={secret}
            """;
    /** Each SDK splits the variable at its line ends; a shell and dotenv both take the quoted line end. */
    private static final String HEADERS = """
            _CUSTOM_HEADERS="CF-Access-Client-Id: {id}
            CF-Access-Client-Secret: {secret}"
            """;

    private static final String OPENAI_ENV = ACCESS + """
            OPENAI_BASE_URL={origin}/v1
            OPENAI_API_KEY={key}
            """ + "OPENAI" + HEADERS;

    private static final String ANTHROPIC_ENV = ACCESS + """
            ANTHROPIC_BASE_URL={origin}
            ANTHROPIC_AUTH_TOKEN={key}
            """ + "ANTHROPIC" + HEADERS;

    private static final String OPEN_WEBUI_ENV = """
            OPENAI_API_BASE_URL=http://127.0.0.1:%d/v1
            OPENAI_API_KEY={key}
            """.formatted(Tool.FORWARD_PORT);

    private static final String AIDER_CONFIG = """
            openai-api-base: {origin}/v1
            openai-api-key: {key}
            model: openai/{chat}
            """;

    private static final String CURL_CONFIG = """
            header = "CF-Access-Client-Id: {id}"
            header = "CF-Access-Client-Secret: {secret}"
            header = "Authorization: Bearer {key}"
            """;

    private FileSettings() {}

    static List<ToolFile> of(Tool tool) {
        return switch (tool) {
            case CLAUDE_CODE ->
                List.of(new ToolFile(
                        Folder.CLAUDE, "settings.json", Form.JSON, AgentSettings.CLAUDE_CODE_FILE.template()));
            case CODEX ->
                List.of(
                        new ToolFile(Folder.CODEX, "config.toml", Form.TOML, AgentSettings.CODEX.template()),
                        // Codex reads this file at its start, and its settings name the variables.
                        new ToolFile(Folder.CODEX, ".env", Form.ENV, ACCESS));
            case OPENCODE ->
                List.of(new ToolFile(
                        Folder.OPENCODE,
                        "opencode.json",
                        Form.JSON,
                        withoutVariables(AgentSettings.OPENCODE.template())));
            case AIDER ->
                List.of(
                        new ToolFile(Folder.HOME, ".aider.conf.yml", Form.YAML_MAP, AIDER_CONFIG),
                        new ToolFile(
                                Folder.HOME,
                                ".aider.model.settings.yml",
                                Form.YAML_LIST,
                                AgentSettings.AIDER_MODEL.template()));
            case OPENAI_SDK -> List.of(own("openai-sdk.env", Form.ENV, OPENAI_ENV));
            case ANTHROPIC_SDK -> List.of(own("anthropic-sdk.env", Form.ENV, ANTHROPIC_ENV));
            case OPEN_WEBUI -> List.of(own("open-webui.env", Form.ENV, OPEN_WEBUI_ENV));
            case CURL -> List.of(own("curl.conf", Form.WHOLE, CURL_CONFIG));
        };
    }

    private static ToolFile own(String name, Form form, String text) {
        return new ToolFile(Folder.PORTCULLIS, name, form, text);
    }

    /** A file that only its owner reads may hold the values; then the tool needs no variables. */
    private static String withoutVariables(String template) {
        return template.replace("{env:PORTCULLIS_KEY}", "{key}")
                .replace("{env:CF_ACCESS_CLIENT_ID}", "{id}")
                .replace("{env:CF_ACCESS_CLIENT_SECRET}", "{secret}");
    }
}
