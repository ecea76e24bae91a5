package dev.portcullis.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One file of {@code .github/workflows}, as text and as what GitHub reads in it. */
record Workflow(String name, String text, Map<String, Object> content) {
    private static final Pattern SECRET = Pattern.compile("secrets\\.(\\w+)");

    static Workflow read(Path file) {
        try {
            String text = Files.readString(file);
            LoaderOptions options = new LoaderOptions();
            // As GitHub reads it.
            options.setAllowDuplicateKeys(false);
            Object content = new Yaml(new SafeConstructor(options)).load(text);
            return new Workflow(file.getFileName().toString().replace(".yml", ""), text, map(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> triggers() {
        // YAML 1.1 reads the key "on" as true.
        return new TreeSet<>(map(content.get("true")).keySet());
    }

    Map<String, Map<String, Object>> jobs() {
        Map<String, Map<String, Object>> jobs = new LinkedHashMap<>();
        map(content.get("jobs")).forEach((name, job) -> jobs.put(name, map(job)));
        return jobs;
    }

    Stream<Map<String, Object>> steps() {
        return jobs().values().stream().flatMap(job -> steps(job).stream());
    }

    static List<Map<String, Object>> steps(Map<String, Object> job) {
        List<?> steps = job.get("steps") instanceof List<?> found ? found : List.of();
        return steps.stream().map(Workflow::map).toList();
    }

    private static Map<String, Object> map(Object found) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) found).forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }

    /** Its line in {@code docs/ci.md}: triggers, each job's permissions and environment, secrets. */
    String row() {
        String permissions = jobs().entrySet().stream()
                .map(job -> "`" + job.getKey() + "`: " + permissions(job.getValue()))
                .collect(Collectors.joining("; "));
        return "| `" + name + "` | " + String.join(", ", triggers()) + " | " + permissions + " | " + secrets() + " |";
    }

    private static String permissions(Map<String, Object> job) {
        String all = map(job.get("permissions")).entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        String environment = job.containsKey("environment") ? " (environment " + job.get("environment") + ")" : "";
        return (all.isEmpty() ? "none" : all) + environment;
    }

    private String secrets() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = SECRET.matcher(text);
        while (matcher.find()) {
            names.add("`" + matcher.group(1) + "`");
        }
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** The script of the step whose name begins like this. */
    String script(String beginning) {
        return steps().filter(step -> String.valueOf(step.get("name")).startsWith(beginning))
                .map(step -> String.valueOf(step.get("run")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}
