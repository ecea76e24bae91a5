package dev.portcullis.clients;

/**
 * A settings file of a tool, and what has to stand in it.
 *
 * @param folder in which it lies
 * @param form by which it is merged into what is there
 * @param text the settings alone, in that form
 */
public record ToolFile(Folder folder, String name, Form form, String text) {

    /** A folder that depends on the person's environment. */
    public enum Folder {
        HOME,
        CLAUDE,
        CODEX,
        OPENCODE,
        PORTCULLIS
    }

    /** How a file is written. */
    public enum Form {
        JSON,
        TOML,
        YAML_MAP,
        /** Entries that are known by their {@code name}. */
        YAML_LIST,
        ENV,
        /** Nobody else writes into it. */
        WHOLE
    }

    ToolFile filled(ClientTarget target) {
        return new ToolFile(folder, name, form, target.fill(text));
    }

    /** The secrets stay out of logs. */
    @Override
    public String toString() {
        return folder + "/" + name;
    }
}
