package dev.portcullis.plan;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.math.BigDecimal;

/**
 * Property values as they travel between SDK and engine: JSON in protobuf, where an object with a signature stands for
 * a secret or an asset, and one well-known text for a value that is not known yet.
 *
 * <p>Source: pulumi/pulumi {@code sdk/go/common/resource/properties.go} and {@code asset/asset.go}.
 */
final class WireValue {
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    private static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";
    private static final String ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
    private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    static final String REDACTED = "[secret]";
    static final String LATER = "[known after up]";

    private WireValue() {}

    static Value unknown() {
        return text(UNKNOWN);
    }

    static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    static Value number(double number) {
        return Value.newBuilder().setNumberValue(number).build();
    }

    static Value secret(Value value) {
        return Value.newBuilder()
                .setStructValue(
                        Struct.newBuilder().putFields(SIGNATURE, text(SECRET)).putFields("value", value))
                .build();
    }

    static boolean isSecret(Value value) {
        return SECRET.equals(signature(value));
    }

    /** Renders the value for people and diffs: no secret, no signature, whole numbers without a fraction. */
    static JsonElement json(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE ->
                new JsonPrimitive(value.getStringValue().equals(UNKNOWN) ? LATER : value.getStringValue());
            case NUMBER_VALUE -> number(value);
            case BOOL_VALUE -> new JsonPrimitive(value.getBoolValue());
            case LIST_VALUE -> list(value);
            case STRUCT_VALUE -> struct(value);
            case NULL_VALUE, KIND_NOT_SET -> JsonNull.INSTANCE;
        };
    }

    static JsonObject json(Struct struct) {
        JsonObject object = new JsonObject();
        struct.getFieldsMap().keySet().stream()
                .sorted()
                .forEach(key -> object.add(key, json(struct.getFieldsOrThrow(key))));
        return object;
    }

    private static JsonElement number(Value value) {
        BigDecimal number = BigDecimal.valueOf(value.getNumberValue());
        return new JsonPrimitive(number.stripTrailingZeros().scale() <= 0 ? number.toBigInteger() : number);
    }

    private static JsonArray list(Value value) {
        JsonArray array = new JsonArray();
        value.getListValue().getValuesList().forEach(item -> array.add(json(item)));
        return array;
    }

    private static JsonElement struct(Value value) {
        return switch (signature(value)) {
            case SECRET -> new JsonPrimitive(REDACTED);
            case ASSET, ARCHIVE -> asset(value.getStructValue());
            default -> json(value.getStructValue());
        };
    }

    /** The source of an asset, without the hash that the SDK adds. */
    private static JsonObject asset(Struct struct) {
        JsonObject object = new JsonObject();
        struct.getFieldsMap().keySet().stream()
                .filter(key -> !key.equals(SIGNATURE) && !key.equals("hash"))
                .sorted()
                .forEach(key -> object.add(key, json(struct.getFieldsOrThrow(key))));
        return object;
    }

    private static String signature(Value value) {
        Value signature = value.getStructValue().getFieldsMap().get(SIGNATURE);
        return signature == null ? "" : signature.getStringValue();
    }
}
