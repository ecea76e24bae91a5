package dev.portcullis.connect.merge;

import dev.portcullis.clients.ToolFile.Form;

/** One form of settings file. */
public interface Merge {
    /**
     * The old text with the settings in it.
     *
     * @param old empty for a file that is not there
     * @param settings in the same form, alone
     * @throws Unmergeable when the old text is not of this form, or cannot be edited without a loss
     */
    Merged into(String old, String settings) throws Unmergeable;

    static Merge of(Form form) {
        return switch (form) {
            case JSON -> new JsonMerge();
            case TOML -> new TomlMerge();
            case ENV -> new EnvMerge();
            case YAML_MAP -> new YamlMapMerge();
            case YAML_LIST -> new YamlListMerge();
            case WHOLE -> (old, settings) -> Merged.of(settings);
        };
    }
}
