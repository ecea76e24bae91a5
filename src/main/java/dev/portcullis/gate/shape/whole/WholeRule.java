package dev.portcullis.gate.shape.whole;

/** The table of rules, in the order in which they apply. */
public enum WholeRule {
    ALLOWED_TOOLS(
            "a choice of allowed tools", "becomes the list of those tools and a plain choice", ToolSteps::allowed),
    DEFERRED_TOOLS(
            "deferred tools and the tool that searches them",
            "go on together, on models that can search; otherwise the search and the flags are left out",
            ToolSteps::deferral),
    VENDOR_TOOLS(
            "tools that Anthropic defines and the client runs, on other models than Claude",
            "are left out: only Claude knows what they take",
            ToolSteps::vendors),
    CHOICE_WITHOUT_TOOLS("tool_choice or parallel_tool_calls without tools", "are left out", ToolSteps::without),
    CHOICE_NONE("tool_choice none", "no tools are sent; to Claude in its own API the choice itself", ToolSteps::none),
    TOOLS_OF_MODEL("tools on a model that calls none, or none in a stream", "are refused", ToolSteps::ofModel),
    CHOICE_OF_TOOL(
            "a choice that names no tool, or that the model cannot be made to take", "is refused", ToolSteps::choice),
    PARALLEL("parallel tool calls on other models than Claude", "the switch is left out", ToolSteps::parallel),
    TOOL_FIELDS(
            "strict and eager_input_streaming where nothing honours them, and input_examples",
            "are left out",
            ToolSteps::fields),
    SCHEMA(
            "a schema that the model does not enforce",
            "goes as a prompt or a tool, which is named",
            AnswerSteps::schema),
    DETAILS("verbosity, summaries and includes of the Responses API", "are left out", AnswerSteps::details),
    STOPS("blank stop sequences", "are left out", AnswerSteps::stops),
    CONTEXT_EDITS("edits of the context that Bedrock does not have", "are left out", AnswerSteps::edits),
    THINKING_BUDGET(
            "a thinking budget",
            "fits under the answer's bound, becomes adaptive where the model is, or is left out below 1,024",
            ThinkingSteps::budget),
    EFFORT("an effort", "fits under the answer's bound, or is left out", ThinkingSteps::effort),
    FORCED_TOOL_AND_THINKING(
            "a forced tool beside thinking",
            "is refused in Anthropic's API; in the others the thinking is left out",
            ThinkingSteps::besideForcedTool),
    THOUGHTS(
            "thoughts of answers before",
            "go back to Claude in chat and messages; elsewhere they are left out",
            PastSteps::thoughts),
    THOUGHT_FIRST(
            "thinking while tools are called by an answer without a thought",
            "is left out",
            ThinkingSteps::thoughtFirst),
    SAMPLING(
            "temperature, top_p and top_k where the model refuses them, alone or together",
            "are left out; another temperature beside thinking is refused in Anthropic's API",
            ThinkingSteps::sampling),
    PREFILL(
            "an answer that the request begins, where the model cannot go on with it",
            "is refused",
            ThinkingSteps::prefill),
    BLOCKS(
            "search results, and documents that are texts or parts, on other models than Claude in Anthropic's API",
            "become texts and parts; their citations, and what is said about a file, are left out",
            BlockSteps::translate),
    MEDIA(
            "pictures and documents on a model that takes none",
            "are refused in the newest turn and replaced by a note before it",
            ContentSteps::media),
    EMPTY_TEXTS("empty texts beside others", "are left out", ContentSteps::emptyTexts),
    CACHE_OF_ALL("cache_control on the whole request", "moves to the last block that can carry it", CacheSteps::whole),
    CACHE_PLACES(
            "cache_control on a chat message that has parts, or on the parts of a tool's result",
            "moves to the message's last part, or to the result",
            CacheSteps::places),
    CACHE_HOUR("ttl of cache_control on other models than Claude", "is left out", CacheSteps::hour),
    CACHE_POINTS(
            "more than four cache points, or any on a model without", "the last four stay, or none", CacheSteps::most);

    private interface Step {
        void apply(WholeBody body) throws Unfit;
    }

    private final String concerns;
    private final String outcome;

    @SuppressWarnings("ImmutableEnumChecker") // each is a static method
    private final Step step;

    WholeRule(String concerns, String outcome, Step step) {
        this.concerns = concerns;
        this.outcome = outcome;
        this.step = step;
    }

    public String concerns() {
        return concerns;
    }

    public String outcome() {
        return outcome;
    }

    void apply(WholeBody body) throws Unfit {
        step.apply(body);
    }
}
