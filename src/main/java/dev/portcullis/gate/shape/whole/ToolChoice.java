package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The tool that has to be called, in one form for all APIs.
 *
 * @param name the tool's name, for {@link Mode#NAMED} alone
 */
record ToolChoice(Mode mode, String name) {
    enum Mode {
        ABSENT,
        AUTO,
        NONE,
        ANY,
        NAMED
    }

    static ToolChoice of(JsonNode given) {
        if (given.isMissingNode()) {
            return new ToolChoice(Mode.ABSENT, "");
        }
        String word = given.isTextual() ? given.textValue() : given.path("type").asText();
        return switch (word) {
            case "none" -> new ToolChoice(Mode.NONE, "");
            case "required", "any" -> new ToolChoice(Mode.ANY, "");
            case "function" ->
                new ToolChoice(
                        Mode.NAMED,
                        given.path("name")
                                .asText(given.path("function").path("name").asText()));
            case "tool", "custom" ->
                new ToolChoice(Mode.NAMED, given.path("name").asText());
            default -> new ToolChoice(Mode.AUTO, "");
        };
    }

    boolean isForced() {
        return mode == Mode.ANY || mode == Mode.NAMED;
    }
}
