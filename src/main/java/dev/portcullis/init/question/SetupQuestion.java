package dev.portcullis.init.question;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A value that {@code init} asks for, in the order in which it does. */
public enum SetupQuestion {
    REGION("region", "AWS region", List.of("aws:region")),
    GEOGRAPHY("bedrockGeography", "Where Bedrock may process prompts", List.of("portcullis:bedrockGeography")),
    HOSTNAME("hostname", "Full name of the gateway", List.of("portcullis:hostname")),
    ALERT_EMAIL("alertEmail", "Address for alarms", List.of("portcullis:alertEmail")),
    OPERATOR("operator", "Your e-mail as operator, or none", List.of("portcullis:operators")),
    CLIENT("client", "Name of the first client", List.of("portcullis:clients")),
    KEY_DAY("keyDay", "Its budget per day, US dollars", List.of("portcullis:clients", "", "key", "day")),
    KEY_MONTH("keyMonth", "Its budget per month, US dollars", List.of("portcullis:clients", "", "key", "month")),
    CAP_DAY("capDayUsd", "Cap of all keys per day, US dollars", List.of("portcullis:capDayUsd")),
    CAP_MONTH("capMonthUsd", "Cap of all keys per month, US dollars", List.of("portcullis:capMonthUsd"));

    private final String word;
    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> path;

    SetupQuestion(String word, String text, List<String> path) {
        this.word = word;
        this.text = text;
        this.path = path;
    }

    /** Its name in a file of answers: that of the setting, where it is one. */
    public String word() {
        return word;
    }

    /** A few words for a person. */
    public String text() {
        return text;
    }

    /** Whether it concerns the first client, which only a stack without clients is asked for. */
    public boolean isOfClient() {
        return path.get(0).equals("portcullis:clients");
    }

    /**
     * Whether a stack is whole without it. Nobody answers it but a person or a file of answers: it gives somebody rights.
     */
    public boolean isOptional() {
        return this == OPERATOR;
    }

    /** The keys below {@code config} that lead to its setting. */
    List<String> path(String client) {
        return this == CLIENT
                ? List.of(path.get(0), client)
                : path.stream().map(key -> key.isEmpty() ? client : key).toList();
    }

    /** The setting as problems name it. */
    String where(String client) {
        return String.join(".", path(client));
    }

    static Optional<SetupQuestion> of(String word) {
        return Arrays.stream(values())
                .filter(question -> question.word.equals(word))
                .findFirst();
    }
}
