package dev.portcullis.gate;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.portcullis.docs.GeneratedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The dashboard and the page of metrics against what a gate exposes that has answered one call and refused one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DashboardTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SCHEMA = Path.of("src/test/resources/schema/grafana-dashboard.json");
    private static final Pattern METRIC = Pattern.compile("portcullis_\\w+");
    private static final Pattern LABELS = Pattern.compile("by \\(([a-z_, ]+)\\)|\\{\\{(\\w+)}}");
    /** Prometheus puts it on every series. */
    private static final String INSTANCE = "instance";

    private JsonNode dashboard = JSON.nullNode();
    private String exposed = "";

    @BeforeAll
    void read() throws Exception {
        dashboard = JSON.readTree(Files.readString(Path.of("docs/grafana-dashboard.json")));
        try (TestGate gate = TestGate.start()) {
            gate.liteLlm.answer(call -> call.json("{\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":7}}"));
            gate.post("/v1/chat/completions", TestGate.CHAT);
            gate.post("/v1/chat/completions", TestGate.CHAT.replace("\"sage\"", "\"nobody\""));
            gate.requestLines(2);
            exposed = gate.askAdmin("GET", "/admin/metrics", "").body();
        }
    }

    @AfterAll
    void forget() {
        exposed = "";
    }

    @Test
    void the_dashboard_follows_the_schema() throws IOException {
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(SCHEMA))
                        .validate(dashboard))
                .isEmpty();
    }

    @Test
    void every_panel_has_its_own_number_and_its_own_place() {
        List<JsonNode> panels = panels();
        assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
        Set<String> taken = new TreeSet<>();
        for (JsonNode panel : panels) {
            JsonNode at = panel.get("gridPos");
            for (int x = 0; x < at.get("w").asInt(); x++) {
                for (int y = 0; y < at.get("h").asInt(); y++) {
                    String cell = (at.get("x").asInt() + x) + "," + (at.get("y").asInt() + y);
                    assertThat(taken.add(cell))
                            .as(panel.get("title") + " at " + cell)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void every_metric_that_is_queried_is_exposed() {
        Set<String> series = exposed.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(toCollection(TreeSet::new));

        assertThat(series).containsAll(queried());
    }

    @Test
    void every_metric_of_the_gate_is_on_the_dashboard() {
        Set<String> shown = queried().stream()
                .map(name -> name.replaceFirst("_bucket$", ""))
                .collect(toCollection(TreeSet::new));

        assertThat(shown).isEqualTo(families());
    }

    @Test
    void every_label_that_a_query_groups_by_stands_on_its_metric() {
        for (String query : queries()) {
            String expression = query.substring(0, query.indexOf('\n'));
            for (String metric : found(METRIC, expression)) {
                Set<String> known = labels(metric);
                assertThat(known).as(query).containsAll(groups(query));
            }
        }
    }

    @Test
    void the_page_names_every_metric() throws IOException {
        StringBuilder table = new StringBuilder("| metric | type | meaning |\n|---|---|---|\n");
        for (String name : families()) {
            table.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(line("# TYPE " + name + " "))
                    .append(" | ");
            table.append(line("# HELP " + name + " ")).append(" |\n");
        }

        GeneratedBlock.of("docs/metrics.md", "metrics").check(table.toString());
    }

    private String line(String start) {
        return exposed.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }

    private Set<String> families() {
        return exposed.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", 4)[2])
                .collect(toCollection(TreeSet::new));
    }

    private Set<String> labels(String metric) {
        Set<String> labels = new TreeSet<>(Set.of(INSTANCE));
        exposed.lines()
                .filter(line -> line.startsWith(metric + "{"))
                .forEach(line -> labels.addAll(found(Pattern.compile("\\w+(?==\")"), line)));
        return labels;
    }

    private static Set<String> groups(String query) {
        Set<String> groups = new TreeSet<>();
        LABELS.matcher(query).results().forEach(match -> {
            String names = match.group(1) == null ? match.group(2) : match.group(1);
            groups.addAll(List.of(names.split(", ")));
        });
        return groups;
    }

    private Set<String> queried() {
        Set<String> metrics = new TreeSet<>();
        queries().forEach(query -> metrics.addAll(found(METRIC, query)));
        dashboard
                .at("/templating/list")
                .forEach(variable ->
                        metrics.addAll(found(METRIC, variable.get("query").toString())));
        return metrics;
    }

    /** Each expression with its legend on the next line. */
    private List<String> queries() {
        return panels().stream()
                .flatMap(panel -> StreamSupport.stream(panel.path("targets").spliterator(), false))
                .map(target -> target.get("expr").asText() + "\n"
                        + target.get("legendFormat").asText())
                .toList();
    }

    private List<JsonNode> panels() {
        return StreamSupport.stream(dashboard.get("panels").spliterator(), false)
                .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
