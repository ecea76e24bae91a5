package dev.portcullis.connect;

import dev.portcullis.clients.ToolFile;
import dev.portcullis.input.BadInput;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the tools of this person read their settings, by the same variables as the tools themselves. */
public record Folders(Map<String, String> environment) {

    public Path path(ToolFile file) {
        return folder(file.folder()).resolve(file.name());
    }

    private Path folder(ToolFile.Folder folder) {
        return switch (folder) {
            case HOME -> home();
            case CLAUDE -> named("CLAUDE_CONFIG_DIR").orElseGet(() -> home().resolve(".claude"));
            case CODEX -> named("CODEX_HOME").orElseGet(() -> home().resolve(".codex"));
            case OPENCODE -> config().resolve("opencode");
            case PORTCULLIS -> config().resolve("portcullis");
        };
    }

    private Path config() {
        return named("XDG_CONFIG_HOME").orElseGet(() -> home().resolve(".config"));
    }

    private Path home() {
        return named("HOME")
                .orElseThrow(() -> new BadInput(
                        "HOME", "the home of the person whose tool it is", "nothing", "Set the variable HOME"));
    }

    private Optional<Path> named(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isEmpty())
                .map(value -> Path.of(value).toAbsolutePath());
    }
}
