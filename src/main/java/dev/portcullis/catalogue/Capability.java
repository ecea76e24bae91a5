package dev.portcullis.catalogue;

/** An ability that some models of a kind have and others lack. Each is a word of the list {@code can} in the file. */
public enum Capability {
    /** Bedrock counts the tokens of a request before it is paid for. */
    COUNT_TOKENS("countTokens"),
    /** Marked parts of a prompt are kept for five minutes or an hour, at prices of their own. */
    PROMPT_CACHING("promptCaching"),
    /** Takes an image and changes it; without it an image model only makes new ones. */
    IMAGE_EDITS("imageEdits"),
    /** Calls tools that the request declares. */
    TOOLS("tools"),
    /** Can be told that it has to call a tool, or which one. */
    FORCED_TOOLS("forcedTools"),
    /** Calls tools in a streamed answer too. */
    STREAMED_TOOLS("streamedTools"),
    /** Finds tools that are declared but not loaded. */
    TOOL_SEARCH("toolSearch"),
    IMAGES("images"),
    DOCUMENTS("documents"),
    /** Thinks before it answers, always or when it is asked to. */
    REASONING("reasoning"),
    /** Thinks within a number of tokens that the request names. */
    THINKING_BUDGET("thinkingBudget"),
    /** Decides itself how much to think; the request names an effort at most. */
    ADAPTIVE_THINKING("adaptiveThinking"),
    /** Takes an effort, such as {@code high}, where others need a number of tokens or nothing. */
    EFFORT("effort"),
    /** Bedrock itself holds an answer to the request's JSON schema; otherwise the schema becomes a part of the prompt. */
    STRUCTURED_OUTPUT("structuredOutput"),
    /** Takes {@code temperature}, {@code top_p} and the like; the newest models of Anthropic refuse them. */
    SAMPLING("sampling"),
    /** Goes on with an answer that the request begins. */
    PREFILL("prefill"),
    /** Takes messages of the role {@code system} between the others. */
    SYSTEM_TURNS("systemTurns"),
    /** Answers in a stream. */
    STREAMING("streaming");

    private final String word;

    Capability(String word) {
        this.word = word;
    }

    /** The ability as the file spells it. */
    public String word() {
        return word;
    }
}
