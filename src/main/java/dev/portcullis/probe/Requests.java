package dev.portcullis.probe;

/** Bodies, as short as each API allows, in the words of its own reference. */
public final class Requests {
    private Requests() {}

    public static String chat(String model, String text, int maxTokens, boolean stream) {
        return """
                {"model":"%s","max_tokens":%d,"stream":%b,"messages":[{"role":"user","content":"%s"}]}""".formatted(model, maxTokens, stream, text);
    }

    /** Anthropic's, which is the same but for its answer. */
    public static String messages(String model, String text, int maxTokens, boolean stream) {
        return chat(model, text, maxTokens, stream);
    }

    public static String countTokens(String model, String text) {
        return """
                {"model":"%s","messages":[{"role":"user","content":"%s"}]}""".formatted(model, text);
    }

    public static String responses(String model, String text, int maxTokens) {
        return """
                {"model":"%s","max_output_tokens":%d,"input":"%s"}""".formatted(model, maxTokens, text);
    }

    public static String embeddings(String model, String text) {
        return """
                {"model":"%s","input":"%s"}""".formatted(model, text);
    }

    public static String image(String model, String text) {
        return """
                {"model":"%s","prompt":"%s"}""".formatted(model, text);
    }
}
