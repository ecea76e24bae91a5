package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.shape.strict.Refused;
import java.util.List;
import java.util.function.Predicate;

/** A text, a number or a truth value. */
public record Scalar(String expected, Predicate<JsonNode> holds) implements FieldKind {

    public static Scalar text() {
        return new Scalar("text", JsonNode::isTextual);
    }

    public static Scalar words(String... words) {
        List<String> known = List.of(words);
        String expected = known.size() == 1 ? "'" + known.get(0) + "'" : "one of " + String.join(", ", known);
        return new Scalar(expected, given -> given.isTextual() && known.contains(given.textValue()));
    }

    /**
     * A text that a model wrote for itself and wants back, such as a signature. LiteLLM wraps some of its own with the
     * name of the deployment to go to, and would go there.
     */
    public static Scalar opaque() {
        return new Scalar(
                "a text from a model's answer",
                given -> given.isTextual() && !given.textValue().startsWith("litellm_"));
    }

    public static Scalar flag() {
        return new Scalar("true or false", JsonNode::isBoolean);
    }

    public static Scalar whole(long least, long most) {
        return new Scalar(
                "a whole number from " + least + " to " + most,
                given -> given.canConvertToLong()
                        && given.isIntegralNumber()
                        && given.longValue() >= least
                        && given.longValue() <= most);
    }

    public static Scalar number(int least, int most) {
        return new Scalar(
                "a number from " + least + " to " + most,
                given -> given.isNumber() && given.doubleValue() >= least && given.doubleValue() <= most);
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isValueNode() && holds.test(given);
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        if (!fits(given)) {
            throw at.expected(expected, given);
        }
        return given;
    }
}
