package dev.portcullis.local.trial;

/** Bodies, as short as each API allows, in the words of its own reference. */
final class Requests {
    private Requests() {}

    static String chat(String model, String text, int maxTokens, boolean stream) {
        return """
                {"model":"%s","max_tokens":%d,"stream":%b,"messages":[{"role":"user","content":"%s"}]}""".formatted(model, maxTokens, stream, text);
    }

    /** Anthropic's, which is the same but for its answer. */
    static String messages(String model, String text, int maxTokens, boolean stream) {
        return chat(model, text, maxTokens, stream);
    }

    static String countTokens(String model, String text) {
        return """
                {"model":"%s","messages":[{"role":"user","content":"%s"}]}""".formatted(model, text);
    }

    static String responses(String model, String text) {
        return """
                {"model":"%s","input":"%s"}""".formatted(model, text);
    }

    static String embeddings(String model, String text) {
        return responses(model, text);
    }

    static String image(String model, String text) {
        return """
                {"model":"%s","prompt":"%s"}""".formatted(model, text);
    }
}
