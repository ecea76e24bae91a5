package dev.portcullis.cli.keys;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.cli.Main;
import dev.portcullis.deployed.door.AdminDoor;
import dev.portcullis.gate.admin.TestAdmin;
import dev.portcullis.input.BadInput;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refusal of the admin API speaks, once a command prints it, of options and of nothing that is JSON. */
final class RefusalWordsTest {
    private static final String SPEC = "src/main/resources/dev/portcullis/gate/admin/openapi.yaml";
    /** Heads of problems: an option, several of them, or a parameter in capitals. */
    private static final Pattern HEAD = Pattern.compile("(--[a-z-]+(, --[a-z-]+)*( or --[a-z-]+)?|[A-Z]+)");
    /** A name such as {@code expiresAt}, a brace, a quotation mark of JSON, or a word that only the API has. */
    private static final Pattern JSON =
            Pattern.compile("\\b[a-z]+[A-Z]\\w*|[{}\"]|\\bJSON\\b|'budgets'|'unlimited'|\\bbudgets\\.");

    /** Values of every kind, of which a field of the API takes one kind at most. */
    private static final List<String> WRONG =
            List.of("\"\"", "\"a lot\"", "-1", "1.5", "9999999999999", "true", "{}", "[]", "[\"?\"]", "[1]");

    @TempDir
    private Path folder;

    private final TestAdmin admin = new TestAdmin();
    private final AdminClient client = new AdminClient(
            AdminDoor.plain(URI.create(admin.url()), Map.of("authorization", "Bearer " + admin.firstKey()), ""),
            new PrintWriter(new StringWriter()));

    @AfterEach
    void close() {
        client.close();
        admin.close();
    }

    @Test
    void of_each_field_of_a_key_and_each_wrong_value() {
        JsonObject created =
                client.post("/admin/keys", body("{\"name\":\"k\",\"client\":\"ci\",\"budgets\":{\"day\":\"1\"}}"));
        String key = "/admin/keys/" + created.getAsJsonObject("key").get("id").getAsString();
        List<BadInput> refusals = new ArrayList<>();
        for (String field : fields()) {
            for (String value : WRONG) {
                JsonObject change = new JsonObject();
                put(change, field, JsonParser.parseString(value));
                refused(() -> client.patch(key, change), refusals);
                JsonObject fresh = body("{\"name\":\"n\",\"client\":\"ci\",\"budgets\":{\"day\":\"1\"}}");
                put(fresh, field, JsonParser.parseString(value));
                refused(() -> client.post("/admin/keys", fresh), refusals);
            }
        }
        refused(() -> client.post("/admin/keys", new JsonObject()), refusals);
        refused(() -> client.post(key + "/rotate", body("{\"overlapSeconds\":-1}")), refusals);
        refused(() -> client.post("/admin/closure", body("{\"reason\":\"a\\nb\"}")), refusals);

        assertThat(refusals).hasSizeGreaterThan(150).allSatisfy(RefusalWordsTest::speaksOfOptions);
    }

    /** The lines that a person can type, so that each command's own options are known to be the right ones. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys create k --client nobody --day 1",
                "keys create k --day 1",
                "keys create k --client ci",
                "keys create k --client ci --day many --month -1 --total 1e3",
                "keys create k --client ci --day 1 --unlimited",
                "keys create pk-x --client ci --day 1",
                "keys create k --client ci --day 1 --model nonsense-9",
                "keys create k --client ci --day 1 --capability flying",
                "keys create k --client ci --day 1 --time-zone Moon",
                "keys create k --client ci --day 1 --in-flight 0 --requests-per-minute x --tokens-per-minute -5",
                "keys create k --client ci --day 1 --default-max-tokens 0",
                "keys create k --client ci --day 1 --expires 2020-01-01",
                "keys create taken --client ci --day 1",
                "keys edit taken --name other",
                "keys edit taken --name ''",
                "keys edit taken --day none",
                "keys edit nobody --day 1",
                "keys rotate taken --overlap 999d",
                "keys rotate nobody --overlap 0",
                "keys revoke nobody",
                "keys show nobody",
                "keys show ''",
                "incident key nobody",
                "spend --by colour",
                "spend --since 2019-01-01",
                "spend --since 2026-11-20 --until 2026-11-01",
                "spend daily 0"
            })
    void of_a_line_that_a_person_types(String line) throws Exception {
        client.post("/admin/keys", body("{\"name\":\"taken\",\"client\":\"ci\",\"budgets\":{\"day\":\"1\"}}"));
        client.post("/admin/keys", body("{\"name\":\"other\",\"client\":\"ci\",\"budgets\":{\"day\":\"1\"}}"));
        StringWriter err = new StringWriter();
        List<String> words = Stream.of(line.split(" ", -1))
                .map(word -> word.equals("''") ? "" : word)
                .collect(Collectors.toCollection(ArrayList::new));
        words.addAll(List.of(
                "--gateway",
                admin.url(),
                "--admin-key-file",
                Files.writeString(folder.resolve("admin.key"), admin.firstKey()).toString()));

        int code = Main.run(
                Path.of("").toAbsolutePath(),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                words.toArray(String[]::new));

        assertThat(code).as(err.toString()).isEqualTo(2);
        List<String> heads = err.toString()
                .lines()
                .filter(text -> !text.startsWith("  ") && !text.matches("\\d+ problems:"))
                .toList();
        assertThat(heads)
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text.replaceFirst(": .*", "")).matches(HEAD));
        assertThat(unquoted(err.toString())).doesNotContainPattern(JSON);
    }

    private static void speaksOfOptions(BadInput refusal) {
        assertThat(refusal.problems()).allSatisfy(problem -> {
            // A refusal in one sentence has its head inside.
            String head = problem.where().isEmpty() ? problem.expected().replaceFirst(": .*", "") : problem.where();
            assertThat(head).as(refusal.getMessage()).matches(HEAD);
            assertThat(unquoted(problem.expected() + "\n" + problem.remedy())).doesNotContainPattern(JSON);
        });
    }

    /** Without the names of models and the words that were given. */
    private static String unquoted(String text) {
        return text.replaceAll("got .*", "").replaceAll("Known: .*", "").replaceAll("Did you mean .*", "");
    }

    private static void refused(Runnable request, List<BadInput> into) {
        BadInput refusal = catchThrowableOfType(BadInput.class, request::run);
        if (refusal != null) {
            into.add(refusal);
        }
    }

    /** Every field of a key's terms, those of a group by their path. */
    private static List<String> fields() {
        Map<String, Schema<?>> terms = properties(requireNonNull(
                new OpenAPIV3Parser().read(SPEC).getComponents().getSchemas().get("Terms")));
        return terms.entrySet().stream()
                .flatMap(field -> Stream.concat(
                        Stream.of(field.getKey()),
                        properties(field.getValue()).keySet().stream().map(inner -> field.getKey() + "." + inner)))
                .toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the parser's own types are raw
    private static Map<String, Schema<?>> properties(Schema<?> schema) {
        return schema.getProperties() == null ? Map.of() : (Map) schema.getProperties();
    }

    private static void put(JsonObject body, String path, JsonElement value) {
        String[] steps = path.split("[.]", -1);
        if (steps.length == 1) {
            body.add(path, value);
            return;
        }
        JsonObject group = new JsonObject();
        group.add(steps[1], value);
        body.add(steps[0], group);
    }

    private static JsonObject body(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }
}
