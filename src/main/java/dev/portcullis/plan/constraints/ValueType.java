package dev.portcullis.plan.constraints;

import com.google.gson.JsonElement;

/**
 * The type of a property: {@code string}, {@code bool}, {@code int}, {@code number}, {@code any}, {@code object}, or a
 * {@code list}, {@code set} or {@code map} of one of them, as in {@code map<list<string>>}.
 */
record ValueType(String text) {

    /** {@code list} of {@code list<string>}. */
    String base() {
        int of = text.indexOf('<');
        return of < 0 ? text : text.substring(0, of);
    }

    /** {@code string} of {@code list<string>}; only for those that hold elements. */
    ValueType element() {
        return new ValueType(text.substring(text.indexOf('<') + 1, text.length() - 1));
    }

    boolean isSequence() {
        return base().equals("list") || base().equals("set");
    }

    boolean fits(JsonElement value) {
        return switch (base()) {
            case "string" -> isText(value);
            case "bool" -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
            case "number" -> isNumber(value);
            case "int" ->
                isNumber(value) && value.getAsBigDecimal().stripTrailingZeros().scale() <= 0;
            case "list", "set" -> value.isJsonArray();
            case "map", "object" -> value.isJsonObject();
            case "any" -> true;
            default -> throw new IllegalStateException("no such type: " + text);
        };
    }

    static boolean isText(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    }

    static boolean isNumber(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
    }
}
