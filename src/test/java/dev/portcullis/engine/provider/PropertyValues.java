package dev.portcullis.engine.provider;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Property values as an engine sends them to a provider that takes no secrets: plain JSON, and one well-known text for
 * a value that is not known yet.
 *
 * <p>Source: pulumi/pulumi {@code sdk/go/common/resource/plugin/rpc.go}.
 */
final class PropertyValues {
    /** Stands for a value that is not known before the resource exists; the same text on the wire. */
    static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private PropertyValues() {}

    static Map<String, Object> plain(Struct struct) {
        Map<String, Object> plain = new LinkedHashMap<>();
        struct.getFieldsMap().forEach((key, value) -> {
            if (!value.hasNullValue()) {
                plain.put(key, plain(value));
            }
        });
        return plain;
    }

    static Struct struct(Map<String, Object> plain) {
        Struct.Builder struct = Struct.newBuilder();
        plain.forEach((key, value) -> struct.putFields(key, value(value)));
        return struct.build();
    }

    static boolean isUnknown(@Nullable Object value) {
        return UNKNOWN.equals(value);
    }

    /** Whether something in it, at any depth, is not known yet. */
    static boolean hasUnknown(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(PropertyValues::hasUnknown);
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(PropertyValues::hasUnknown);
        }
        return isUnknown(value);
    }

    private static Object plain(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case NUMBER_VALUE -> value.getNumberValue();
            case STRUCT_VALUE -> plain(value.getStructValue());
            case LIST_VALUE -> list(value.getListValue());
            case NULL_VALUE, KIND_NOT_SET -> "";
        };
    }

    private static List<Object> list(ListValue values) {
        List<Object> list = new ArrayList<>();
        values.getValuesList().forEach(value -> list.add(plain(value)));
        return list;
    }

    @SuppressWarnings("unchecked")
    private static Value value(Object plain) {
        Value.Builder value = Value.newBuilder();
        if (plain instanceof String text) {
            return value.setStringValue(text).build();
        }
        if (plain instanceof Boolean bool) {
            return value.setBoolValue(bool).build();
        }
        if (plain instanceof Number number) {
            return value.setNumberValue(number.doubleValue()).build();
        }
        if (plain instanceof Map<?, ?> map) {
            return value.setStructValue(struct((Map<String, Object>) map)).build();
        }
        if (plain instanceof List<?> list) {
            ListValue.Builder values = ListValue.newBuilder();
            list.forEach(item -> values.addValues(value(item)));
            return value.setListValue(values).build();
        }
        return value.setNullValue(NullValue.NULL_VALUE).build();
    }
}
