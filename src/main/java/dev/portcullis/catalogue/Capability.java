package dev.portcullis.catalogue;

/** What some models can do and others of their kind cannot. Each is a key in the file, {@code true} where it holds. */
public enum Capability {
    /** Bedrock counts the tokens of a request before it is paid for. */
    COUNT_TOKENS("countTokens"),
    /** Marked parts of a prompt are kept for five minutes or an hour, at prices of their own. */
    PROMPT_CACHING("promptCaching"),
    /** Takes an image and changes it; without it an image model only makes new ones. */
    IMAGE_EDITS("imageEdits");

    private final String key;

    Capability(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
