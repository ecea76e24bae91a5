package dev.portcullis.infra.iam;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A policy as IAM reads it: compact JSON in a fixed order, so that the same rights are always the same text. */
public record PolicyDocument(List<Statement> statements) {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    public static PolicyDocument of(Statement... statements) {
        return new PolicyDocument(List.of(statements));
    }

    public String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put(
                "Statement", statements.stream().map(PolicyDocument::fields).toList());
        return GSON.toJson(document);
    }

    /** One name as a text, since IAM gives it back so, and a list would be a change in every preview. */
    private static Object principal(Map<String, List<String>> principal) {
        if (principal.containsKey("*")) {
            return "*";
        }
        Map<String, Object> names = new LinkedHashMap<>();
        principal.forEach((type, all) -> names.put(type, all.size() == 1 ? all.get(0) : all));
        return names;
    }

    private static Map<String, Object> fields(Statement statement) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Sid", statement.sid());
        fields.put("Effect", statement.effect());
        if (!statement.principal().isEmpty()) {
            fields.put("Principal", principal(statement.principal()));
        }
        fields.put("Action", statement.actions());
        if (!statement.resources().isEmpty()) {
            fields.put("Resource", statement.resources());
        }
        if (!statement.conditions().isEmpty()) {
            fields.put("Condition", statement.conditions());
        }
        return fields;
    }
}
