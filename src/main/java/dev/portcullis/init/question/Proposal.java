package dev.portcullis.init.question;

import dev.portcullis.cloudflare.TokenPermission;
import dev.portcullis.init.text.StackText;
import dev.portcullis.init.text.YamlScalar;
import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The settings of a stack with some answers in them.
 *
 * @param stack the stack's name
 * @param defaults the values of the project, by full keys
 * @param file full keys to values, as the stack's file has them
 */
public record Proposal(String stack, Map<String, Object> defaults, Map<String, Object> file) {
    private static final String CONFIG = "config";
    private static final String REGION = "aws:region";
    private static final String ZONE_OF_HOST = "portcullis:availabilityZone";

    /** Stands for all that the file does not have yet. */
    private static final Map<String, Object> EXAMPLE = Map.of(
            REGION,
            "us-east-1",
            ZONE_OF_HOST,
            "us-east-1a",
            "portcullis:bedrockGeography",
            "us",
            "portcullis:hostname",
            "llm.example.com",
            "portcullis:cloudflareAccountId",
            "0".repeat(32),
            "portcullis:cloudflareZoneId",
            "0".repeat(32),
            "portcullis:alertEmail",
            "alerts@example.com",
            "portcullis:clients",
            Map.of("laptop", Map.of("duration", "8760h")));

    /** A change of the file. */
    private record Edit(List<String> path, Object value, String comment) {
        String yaml() {
            return value instanceof Map ? "{}" : YamlScalar.of(String.valueOf(value));
        }
    }

    /** The answer that the file gives already. */
    public Optional<String> present(SetupQuestion question) {
        if (question.isOfClient()) {
            return file.get("portcullis:clients") instanceof Map<?, ?> clients && !clients.isEmpty()
                    ? Optional.of(String.join(
                            ", ", clients.keySet().stream().map(String::valueOf).toList()))
                    : Optional.empty();
        }
        return Optional.ofNullable(file.get(question.path("").get(0)))
                .map(String::valueOf)
                .filter(value -> !value.isEmpty());
    }

    /** The settings that the answers make, without those of the zone. */
    public Map<String, Object> settings(AnswerSheet answers) {
        Map<String, Object> settings = new LinkedHashMap<>(defaults);
        settings.putAll(file);
        for (Edit edit : edits(answers)) {
            put(settings, edit.path(), edit.value());
        }
        return settings;
    }

    /** The permissions of the Cloudflare token that a gateway with these settings needs. */
    public List<TokenPermission> permissions() {
        Map<String, Object> raw = new LinkedHashMap<>(defaults);
        raw.putAll(EXAMPLE);
        Map<String, Object> own = new LinkedHashMap<>(raw);
        own.putAll(file);
        Settings settings = Settings.from(own, stack, new Problems())
                .or(() -> Settings.from(raw, stack, new Problems()))
                .orElseThrow();
        return Arrays.stream(TokenPermission.values())
                .filter(permission -> permission.isNeeded(settings))
                .toList();
    }

    /** The mistakes of one answer, in the words of the settings' reader. */
    public List<Problem> problems(SetupQuestion question, AnswerSheet answers) {
        Problems all = new Problems();
        Settings.from(settings(answers), stack, all);
        String where = question.where(answers.client());
        return all.all().stream()
                .filter(problem -> problem.where().equals(where)
                        || (question != SetupQuestion.CLIENT && problem.where().startsWith(where + "."))
                        || (question == SetupQuestion.CLIENT && problem.where().equals("portcullis:clients")))
                .toList();
    }

    /** The address of the operators' door, if the settings have one. */
    public Optional<URI> adminUrl() {
        return Settings.from(settings(AnswerSheet.NONE), stack, new Problems())
                .flatMap(Settings::adminHostname)
                .map(host -> URI.create("https://" + host.value()));
    }

    /** All the mistakes of the settings. */
    public List<Problem> problems(AnswerSheet answers, Zone zone) {
        Map<String, Object> settings = settings(answers);
        of(zone).forEach(edit -> put(settings, edit.path(), edit.value()));
        Problems all = new Problems();
        Settings.from(settings, stack, all);
        return all.all();
    }

    /** The file with the answers in it, where they differ from it. */
    public StackText in(StackText file, AnswerSheet answers, Zone zone) {
        List<Edit> edits = new ArrayList<>(edits(answers));
        edits.addAll(of(zone));
        StackText text = file;
        for (Edit edit : edits) {
            List<String> path = new ArrayList<>(List.of(CONFIG));
            path.addAll(edit.path());
            if (!same(edit)) {
                text = text.with(path, edit.yaml(), edit.comment());
            }
        }
        return text;
    }

    private boolean same(Edit edit) {
        Object at = file;
        for (String key : edit.path()) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return String.valueOf(edit.value()).equals(String.valueOf(at));
    }

    private List<Edit> edits(AnswerSheet answers) {
        List<Edit> edits = new ArrayList<>();
        answers.get(SetupQuestion.REGION).ifPresent(region -> {
            edits.add(new Edit(List.of(REGION), region, ""));
            boolean fits = String.valueOf(file.get(ZONE_OF_HOST)).startsWith(region);
            if (!fits) {
                edits.add(new Edit(List.of(ZONE_OF_HOST), region + "a", "It stays fixed: a volume cannot move."));
            }
        });
        answers.get(SetupQuestion.CLIENT).ifPresent(client -> {
            boolean isNew =
                    !(file.get("portcullis:clients") instanceof Map<?, ?> clients && clients.containsKey(client));
            if (isNew) {
                List<String> path = new ArrayList<>(SetupQuestion.CLIENT.path(client));
                path.add("duration");
                edits.add(new Edit(path, "8760h", ""));
            }
        });
        for (SetupQuestion question : SetupQuestion.values()) {
            if (question == SetupQuestion.OPERATOR) {
                answers.get(question).ifPresent(answer -> edits.addAll(of(answer)));
            } else if (question != SetupQuestion.REGION && question != SetupQuestion.CLIENT) {
                answers.get(question)
                        .filter(value -> !question.isOfClient()
                                || answers.get(SetupQuestion.CLIENT).isPresent())
                        .ifPresent(value -> edits.add(new Edit(question.path(answers.client()), value, "")));
            }
        }
        return edits;
    }

    private List<Edit> of(String operator) {
        List<String> path = SetupQuestion.OPERATOR.path("");
        // An empty list keeps the answer, so that nobody is asked again.
        if (operator.equals(FirstOperator.NONE)) {
            return List.of(new Edit(path, Map.of(), ""));
        }
        List<String> entry = List.of(path.get(0), FirstOperator.entry(operator, file.get(path.get(0))));
        return List.of(
                new Edit(Stream.concat(entry.stream(), Stream.of("email")).toList(), operator, ""),
                new Edit(Stream.concat(entry.stream(), Stream.of("scope")).toList(), "all", ""));
    }

    private static List<Edit> of(Zone zone) {
        List<Edit> edits = new ArrayList<>(List.of(
                new Edit(List.of("portcullis:cloudflareAccountId"), zone.accountId(), ""),
                new Edit(List.of("portcullis:cloudflareZoneId"), zone.id(), "The zone " + zone.name() + ".")));
        if (!zone.plan().isEmpty()) {
            edits.add(new Edit(List.of("portcullis:cloudflarePlan"), zone.plan(), ""));
        }
        return edits;
    }

    private static void put(Map<String, Object> settings, List<String> path, Object value) {
        Map<String, Object> at = settings;
        for (String key : path.subList(0, path.size() - 1)) {
            Map<String, Object> below = new TreeMap<>();
            if (at.get(key) instanceof Map<?, ?> map) {
                map.forEach((name, item) -> below.put(String.valueOf(name), item));
            }
            at.put(key, below);
            at = below;
        }
        at.put(path.get(path.size() - 1), value);
    }
}
