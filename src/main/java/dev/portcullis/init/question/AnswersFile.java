package dev.portcullis.init.question;

import dev.portcullis.init.text.YamlScalar;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.input.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file of answers, given by a person or kept from a run that was cut off.
 *
 * @param state where Pulumi keeps the state: {@code local}, {@code cloud} or the address of a bucket
 * @param secretsProvider such as {@code awskms:///…}, the key that encrypts the stack's secrets
 * @param tokenFile holds the Cloudflare token, which never stands in this file itself
 * @param places where each answer stands, for problems with it
 */
public record AnswersFile(
        AnswerSheet answers,
        Optional<String> state,
        Optional<String> secretsProvider,
        Optional<Path> tokenFile,
        Map<SetupQuestion, String> places) {
    public static final AnswersFile NONE =
            new AnswersFile(AnswerSheet.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    /** Reads the form; the values are judged later, all at once. */
    public static AnswersFile read(Path file, Problems problems) {
        Optional<YamlMap> top = YamlFile.read(file, problems);
        if (top.isEmpty()) {
            return NONE;
        }
        YamlMap map = top.get();
        Map<SetupQuestion, String> values = new EnumMap<>(SetupQuestion.class);
        Map<SetupQuestion, String> places = new EnumMap<>(SetupQuestion.class);
        for (SetupQuestion question : SetupQuestion.values()) {
            map.optionalText(question.word()).ifPresent(value -> {
                values.put(question, value);
                places.put(question, map.where(question.word()));
            });
        }
        Optional<String> state = map.optionalText("state");
        Optional<String> provider = map.optionalText("secretsProvider");
        Optional<Path> token = map.optionalText("tokenFile").map(Path::of);
        map.refuseOthers();
        return new AnswersFile(new AnswerSheet(values), state, provider, token, places);
    }

    /** Keeps answers for a later run. */
    public static void write(Path file, AnswerSheet answers) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        for (SetupQuestion question : SetupQuestion.values()) {
            answers.get(question).ifPresent(value -> lines.put(question.word(), value));
        }
        StringBuilder text = new StringBuilder("# AnswerSheet to ./portcullis init, kept until it is done.\n");
        lines.forEach((word, value) ->
                text.append(word).append(": ").append(YamlScalar.of(value)).append('\n'));
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(folder, "answers", ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
