package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.portcullis.gate.shape.strict.Refused;
import java.util.regex.Pattern;

/** A number as a form has it, which is text. */
public record Written(Scalar number) implements FieldKind {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,10}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,10}\\.[0-9]{1,10}");

    @Override
    public String expected() {
        return number.expected();
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isTextual() && number.fits(read(given));
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        if (!fits(given)) {
            throw at.expected(expected(), given);
        }
        return read(given);
    }

    /** Text that is not a number stays text, which no number field accepts. */
    private static JsonNode read(JsonNode given) {
        String text = given.textValue();
        if (WHOLE.matcher(text).matches()) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
        }
        return DECIMAL.matcher(text).matches() ? JsonNodeFactory.instance.numberNode(Double.parseDouble(text)) : given;
    }
}
