package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.gate.tokens.TokenText;

/** A text as a list of token numbers, which goes on as text: no model of Bedrock's has OpenAI's tokenizer. */
public record TokenNumbers() implements FieldKind {
    @Override
    public String expected() {
        return "a list of token numbers (cl100k_base)";
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isArray() && given.path(0).isNumber();
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        int[] numbers = new int[given.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode number = given.get(i);
            if (!number.isIntegralNumber() || !number.canConvertToInt() || !TokenText.isToken(number.intValue())) {
                throw at.item(i).expected("a token number of cl100k_base", number);
            }
            numbers[i] = number.intValue();
        }
        return TextNode.valueOf(TokenText.of(numbers));
    }
}
