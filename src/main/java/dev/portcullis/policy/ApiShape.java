package dev.portcullis.policy;

import java.util.Arrays;
import java.util.List;

/** The API whose bodies and errors a route speaks. The words are those of {@code config/routes.yaml}. */
public enum ApiShape {
    OPENAI_CHAT("openai-chat"),
    OPENAI_RESPONSES("openai-responses"),
    OPENAI_EMBEDDINGS("openai-embeddings"),
    OPENAI_IMAGES_GENERATIONS("openai-images-generations"),
    OPENAI_IMAGES_EDITS("openai-images-edits"),
    ANTHROPIC_MESSAGES("anthropic-messages"),
    ANTHROPIC_COUNT_TOKENS("anthropic-count-tokens"),
    MODELS("models"),
    KEY("key");

    private final String word;

    ApiShape(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ApiShape::word).toList();
    }

    static ApiShape of(String word) {
        return Arrays.stream(values())
                .filter(shape -> shape.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not an API shape: " + word));
    }
}
