package dev.portcullis.plan;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import pulumirpc.Resource.RegisterResourceRequest;

/**
 * Follows each secret's placeholder through everything that was declared: a secret may travel as a secret only. This
 * catches what the SDK's own marking cannot, such as a value that was unwrapped on its way.
 */
final class Leaks {
    private final Set<String> secrets;
    private final List<String> found = new ArrayList<>();

    private Leaks(Set<String> secrets) {
        this.secrets = secrets;
    }

    /** The places where a secret stands in the plain, as {@code urn property}. */
    static List<String> of(Map<String, RegisterResourceRequest> requests, Struct outputs) {
        Leaks leaks = new Leaks(placeholders(requests));
        requests.forEach((urn, request) -> leaks.look(urn, request.getObject()));
        leaks.look("stack outputs", outputs);
        return List.copyOf(leaks.found);
    }

    private static Set<String> placeholders(Map<String, RegisterResourceRequest> requests) {
        Set<String> placeholders = new TreeSet<>();
        placeholders.add(Placeholders.text("tunnel", "token"));
        placeholders.add(Placeholders.SECRET_VALUE);
        for (RegisterResourceRequest request : requests.values()) {
            for (String property : request.getAdditionalSecretOutputsList()) {
                placeholders.add(Placeholders.text(request.getName(), property));
            }
        }
        return placeholders;
    }

    private void look(String where, Struct struct) {
        struct.getFieldsMap().forEach((key, value) -> look(where + " " + key, value));
    }

    private void look(String where, Value value) {
        if (WireValue.isSecret(value)) {
            return;
        }
        switch (value.getKindCase()) {
            case STRING_VALUE -> {
                if (secrets.stream().anyMatch(value.getStringValue()::contains)) {
                    found.add(where);
                }
            }
            case LIST_VALUE -> value.getListValue().getValuesList().forEach(item -> look(where, item));
            case STRUCT_VALUE -> look(where, value.getStructValue());
            default -> {
                // Numbers, booleans and nothing hold no text.
            }
        }
    }
}
