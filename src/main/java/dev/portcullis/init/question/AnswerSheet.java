package dev.portcullis.init.question;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The answers so far; none is a secret. */
public record AnswerSheet(Map<SetupQuestion, String> values) {
    public static final AnswerSheet NONE = new AnswerSheet(Map.of());

    public AnswerSheet {
        values = Map.copyOf(values);
    }

    public Optional<String> get(SetupQuestion question) {
        return Optional.ofNullable(values.get(question));
    }

    public AnswerSheet with(SetupQuestion question, String value) {
        Map<SetupQuestion, String> more = values.isEmpty() ? new EnumMap<>(SetupQuestion.class) : new EnumMap<>(values);
        more.put(question, value);
        return new AnswerSheet(more);
    }

    /** These, and for what they do not answer the others. */
    public AnswerSheet or(AnswerSheet others) {
        AnswerSheet all = others;
        for (Map.Entry<SetupQuestion, String> answer : values.entrySet()) {
            all = all.with(answer.getKey(), answer.getValue());
        }
        return all;
    }

    /** The name of the first client, or an example of one. */
    String client() {
        return get(SetupQuestion.CLIENT).orElse("laptop");
    }
}
