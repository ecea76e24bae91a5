package dev.portcullis.local.bedrock.rules;

/** The table of refusals: what is refused, in whose words, and how that is known. */
public enum Rule {
    CHOICE_WITHOUT_TOOLS(
            "a choice of tools without tools",
            Known.DOCUMENTED,
            "Anthropic's API reference, tool_choice; litellm#34276"),
    TOOLS_EMPTY(
            "a toolConfig without tools", Known.DOCUMENTED, "AWS API reference, ToolConfiguration: at least 1 tool"),
    HISTORY_WITHOUT_TOOLS(
            "Converse: tool calls or results without toolConfig",
            Known.REPORTED,
            "the text as issue trackers of LiteLLM and LangChain quote it"),
    CHOICE_OF_UNKNOWN_TOOL(
            "a choice that names no declared tool", Known.DOCUMENTED, "Anthropic's guide to implementing tool use"),
    CHOICE_NOT_FORCIBLE(
            "a forced choice on a model that has none",
            Known.REPORTED,
            "strands-agents/sdk-python#1241; AWS API reference, ToolChoice"),
    TOOLS_NOT_SUPPORTED("tools on a model without them", Known.DOCUMENTED, "AWS, Supported models and model features"),
    TOOLS_NOT_STREAMED(
            "tools in a stream on a model that calls them only outside one",
            Known.REPORTED,
            "the text as observed in several public code bases"),
    THINKING_TOO_SMALL("a thinking budget below 1,024", Known.DOCUMENTED, "Anthropic's guide to extended thinking"),
    THINKING_TOO_LARGE(
            "a thinking budget that is not below the bound of the answer",
            Known.DOCUMENTED,
            "Anthropic's guide to extended thinking; litellm#39627"),
    THINKING_NOT_ENABLED(
            "thinking of type enabled on a model that takes adaptive only",
            Known.DOCUMENTED,
            "Claude Code's troubleshooting page quotes the text"),
    THINKING_NOT_ADAPTIVE(
            "thinking of type adaptive on an older model",
            Known.REPORTED,
            "litellm's model map; Anthropic's guide to adaptive thinking"),
    THINKING_WITH_FORCED_TOOL(
            "thinking together with a forced tool",
            Known.DOCUMENTED,
            "Anthropic's guide to extended thinking; pydantic-ai#3092"),
    THINKING_WITH_SAMPLING(
            "thinking together with another temperature than 1",
            Known.DOCUMENTED,
            "Anthropic's guide to extended thinking"),
    THINKING_NOT_FIRST(
            "thinking while the last answer with tool calls does not begin with a thought",
            Known.DOCUMENTED,
            "Anthropic's guide to extended thinking, preserving blocks"),
    THINKING_UNSIGNED(
            "a thought whose signature is missing or of another vendor",
            Known.REPORTED,
            "the text as issue trackers quote it"),
    EXTRA_INPUT(
            "a field that the service does not know, or a beta's field without the beta",
            Known.REPORTED,
            "claude-code#56595, litellm#22847"),
    UNKNOWN_TYPE("a block or a tool of an unknown type", Known.REPORTED, "the text names the tags that are expected"),
    DEFERRED_WITHOUT_SEARCH(
            "a deferred tool without a tool that searches",
            Known.DOCUMENTED,
            "Anthropic's guide to the tool search tool"),
    TEXT_EMPTY("an empty text", Known.REPORTED, "langchain-aws, litellm and others quote the text"),
    IMAGES_NOT_SUPPORTED(
            "an image on a model without vision", Known.DOCUMENTED, "AWS, Supported models and model features"),
    DOCUMENTS_NOT_SUPPORTED(
            "a document on a model that reads none", Known.DOCUMENTED, "AWS, Supported models and model features"),
    SAMPLING_NOT_SUPPORTED(
            "temperature, top_p or top_k on Claude 4.7 and later",
            Known.DOCUMENTED,
            "Anthropic, What's new in Claude 4.7"),
    SAMPLING_BOTH(
            "temperature and top_p together on Claude 4.5 and 4.6",
            Known.REPORTED,
            "several issue trackers quote the text"),
    PREFILL_NOT_SUPPORTED(
            "an answer that the request begins, on Claude 4.6 and later",
            Known.DOCUMENTED,
            "Anthropic, What's new in Claude 4.6"),
    SYSTEM_TURN_NOT_SUPPORTED(
            "a message of the role system on an older model", Known.REPORTED, "litellm#32831, run against Bedrock"),
    SYSTEM_TURN_MISPLACED(
            "a message of the role system that is first, follows no user turn or stands beside another",
            Known.DOCUMENTED,
            "Anthropic's guide to mid-conversation system messages"),
    STOP_BLANK("a stop sequence of white space", Known.REPORTED, "litellm and langchain quote the text"),
    CACHE_POINTS("more than four cache points", Known.DOCUMENTED, "Anthropic's and AWS's guides to prompt caching"),
    RESULT_WITHOUT_CALL(
            "a tool's result that answers no call of the turn before",
            Known.REPORTED,
            "many issue trackers quote the text"),
    CALL_WITHOUT_RESULT(
            "a tool call that the next turn does not answer", Known.REPORTED, "many issue trackers quote the text"),
    PROMPT_TOO_LONG("a prompt beyond the model's context", Known.REPORTED, "claude-code-router#1799, opencode#44888");

    /** The source of a rule. */
    public enum Known {
        DOCUMENTED,
        /** Known from reports alone: no page of the vendor states it. */
        REPORTED
    }

    private final String refused;
    private final Known known;
    private final String source;

    Rule(String refused, Known known, String source) {
        this.refused = refused;
        this.known = known;
        this.source = source;
    }

    public String refused() {
        return refused;
    }

    public Known known() {
        return known;
    }

    public String source() {
        return source;
    }

    Broken broken(String message) {
        return new Broken(this, message);
    }
}
