package dev.portcullis.gate.shape;

import dev.portcullis.policy.ApiShape;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The table of values that do not go on as they are, and that nobody has to be told of. */
enum FieldTranslation {
    COMPLETION_BOUND(Where.GATE, "max_completion_tokens", "\"max_tokens\":4001", "the same as max_tokens"),
    PLAIN_FORMAT(Where.GATE, "(response_format|text\\.format)\\[text]", "", "every answer is a text without it"),
    NO_THINKING(Where.GATE, "thinking\\[disabled]", "^(?!.*\"thinking\")", "no thinking is asked for"),
    ADAPTED_BUDGET(
            Where.GATE,
            "thinking\\[enabled]\\.budget_tokens",
            "\"effort\":\"medium\"",
            "an effort, on models that decide themselves how much they think"),
    ONLY_CHOICE(Where.GATE, "tool_choice(\\[auto])?", "^(?!.*tool_choice)", "the one choice that the model has"),
    NO_TOOLS(Where.GATE, "tool_choice(\\[none])?|tools\\[.*", "^(?!.*\"tools\")", "a model without tools calls none"),
    ALLOWED_TOOLS(
            Where.GATE, "tool_choice\\[allowed_tools].*", "\"tools\":", "the list of tools, and the mode as a choice"),
    ENCODING(Where.GATE, "encoding_format", "", "the gate writes the numbers so itself");

    private enum Where {
        GATE,
        LITELLM
    }

    private final Where where;
    private final Pattern path;
    private final Pattern evidence;
    private final String reason;
    private final Set<ApiShape> apis;

    FieldTranslation(Where where, String path, String evidence, String reason, ApiShape... apis) {
        this.where = where;
        this.path = Pattern.compile(path);
        this.evidence = Pattern.compile(evidence);
        this.reason = reason;
        this.apis = Set.of(apis);
    }

    String reason() {
        return reason;
    }

    /** What the gate makes of it, in the body that it sends. */
    static Optional<FieldTranslation> inGate(Scene scene, Leaf leaf, String after) {
        return find(Where.GATE, scene, leaf, after);
    }

    /** What LiteLLM makes of it, in the path and the body that Bedrock gets. */
    static Optional<FieldTranslation> inLiteLlm(Scene scene, Leaf leaf, String arrived) {
        return find(Where.LITELLM, scene, leaf, arrived);
    }

    private static Optional<FieldTranslation> find(Where where, Scene scene, Leaf leaf, String after) {
        return Arrays.stream(values())
                .filter(each -> each.where == where
                        && (each.apis.isEmpty() || each.apis.contains(scene.api()))
                        && each.path.matcher(leaf.path()).matches()
                        && each.evidence.matcher(after).find())
                .findFirst();
    }
}
