package dev.portcullis.gate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.admin.TestAdmin.Reply;
import dev.portcullis.gate.ledger.KeyText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyActionsTest {
    private static final String OK = "\"name\":\"k\",\"client\":\"ci\",\"budgets\":{\"day\":\"1\"}";

    private TestAdmin admin = new TestAdmin();

    @AfterEach
    void close() {
        assertThat(admin.faults).isEmpty();
        admin.close();
    }

    @Test
    void a_new_key_is_shown_with_its_secret_once() throws Exception {
        Reply created = admin.post("/admin/keys", """
                {"name": "nightly build", "client": "ci", "models": ["claude-*", "nova-pro"], "capabilities": ["chat"],
                 "timeZone": "Europe/Berlin", "budgets": {"day": "2.5", "total": "100"},
                 "limits": {"requestsPerMinute": 60, "inFlight": 2}, "expiresAt": "2027-01-01T00:00:00Z"}""");
        String secret = created.body().path("secret").asText();
        String id = created.body().path("key").path("id").asText();

        assertThat(created.status()).isEqualTo(201);
        assertThat(KeyText.parse(secret)).map(KeyText::id).contains(id);
        assertThat(created.body().get("key").toString())
                .isEqualTo("{\"id\":\"" + id + "\",\"name\":\"nightly build\","
                        + "\"client\":\"ci\",\"status\":\"live\",\"models\":[\"claude-*\",\"nova-pro\"],"
                        + "\"capabilities\":[\"chat\"],\"timeZone\":\"Europe/Berlin\","
                        + "\"budgets\":{\"day\":\"2.5\",\"total\":\"100\"},"
                        + "\"limits\":{\"requestsPerMinute\":60,\"inFlight\":2},\"expiresAt\":\"2027-01-01T00:00:00Z\","
                        + "\"createdAt\":\"2026-11-21T12:00:00Z\",\"revokedAt\":null}");
        assertThat(admin.get("/admin/keys").text() + admin.get("/admin/audit").text())
                .contains(id)
                .doesNotContain(secret, KeyText.parse(secret).orElseThrow().secret());
    }

    @Test
    void what_is_left_out_is_everything_in_utc() throws Exception {
        Reply created =
                admin.post("/admin/keys", "{\"name\":\"k\",\"client\":\"ci\",\"budgets\":{\"month\":\"0.000001\"}}");

        JsonNode key = created.body().get("key");

        assertThat(List.of(
                        key.get("models"),
                        key.get("capabilities"),
                        key.get("timeZone"),
                        key.get("budgets"),
                        key.get("limits"),
                        key.get("expiresAt")))
                .hasToString("[[\"*\"], [\"*\"], \"UTC\", {\"month\":\"0.000001\"}, {}, null]");
    }

    @Test
    void every_mistake_of_a_body_is_told_at_once() throws Exception {
        Reply refused = admin.post("/admin/keys", """
                {"name": "", "client": "laptob", "models": ["claud-*", "opus", "nova pro"], "capabilities": ["chatt"],
                 "timeZone": "Europe/Berlim", "budgets": {"day": 2.5, "week": "1", "total": "-1"},
                 "limits": {"requestsPerMinute": 0, "inFlight": "2"}, "expiresAt": "2026-11-21T12:00:00Z", "budget": 1}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo("""
                14 problems:
                budget: expected a known field, got 'budget'
                  Did you mean 'budgets'?
                name: expected 1 to 60 letters, digits, spaces and . _ @ -, a letter or digit first, and no key, got ''
                  Choose a name such as nightly-build
                client: expected a client of this gateway, got 'laptob'
                  Did you mean 'laptop'?
                budgets.week: expected a known field, got 'week'
                  Known: day, month, total
                budgets.day: expected dollars as a text of digits and at most six decimals, below a billion, got 2.5
                  Write it in quotation marks, such as "2.5"
                budgets.total: expected dollars as a text of digits and at most six decimals, below a billion, got '-1'
                  Write it in quotation marks, such as "2.5"
                models[0]: expected a pattern that fits a model of the catalogue, got 'claud-*'
                  Did you mean 'claude-*'?
                models[1]: expected a model by its name, got 'opus', another name of it
                  Write 'claude-opus-5-5'
                models[2]: expected 1 to 100 letters, digits and . _ : / - *, got 'nova pro'
                  Write a model's name, or * for any characters
                capabilities[0]: expected a capability of this gateway, got 'chatt'
                  Did you mean 'chat'?
                timeZone: expected a time zone by its name, got 'Europe/Berlim'
                  Did you mean 'Europe/Berlin'?
                limits.requestsPerMinute: expected a whole number from 1 to 1000000000, got 0
                  Leave it out for no limit
                limits.inFlight: expected a whole number from 1 to 1000000000, got '2'
                  Leave it out for no limit
                expiresAt: expected a time to come, before the year 3000, in UTC, got '2026-11-21T12:00:00Z'
                  Write such as 2027-06-30T00:00:00Z, or leave it out for a key that does not expire""");
        assertThat(refused.body().get("error").get("problems")).hasSize(14);
        assertThat(admin.postgres.number("SELECT count(*) FROM virtual_key")
                        + admin.postgres.number("SELECT count(*) FROM audit"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            {"name":"k","client":"ci"}                                     | budgets: expected at least one of day, month and total, got none
            {"name":"k","client":"ci","budgets":{}}                        | budgets: expected at least one of day, month and total, got none
            {"name":"k","client":"ci","budgets":null}                      | budgets: expected at least one of day, month and total, got none
            {"name":"k","client":"ci","unlimited":false}                   | budgets: expected at least one of day, month and total, got none
            {"name":"k","client":"ci","budgets":["1"]}                     | budgets: expected an object, got a list
            {"name":"k","client":"ci","budgets":{"day":"1"},"unlimited":true} | unlimited: expected no budget beside it, got one or more
            {"name":"k","client":"ci","budgets":{},"unlimited":"yes"}      | unlimited: expected true or false, got 'yes'
            {"client":"ci","budgets":{"day":"1"}}                          | name: expected 1 to 60 letters, digits, spaces and . _ @ -, a letter or digit first, and no key, got nothing
            {"name":"k","budgets":{"day":"1"}}                             | client: expected the name of a client, got nothing
            {"name":null,"client":"ci","budgets":{"day":"1"}}              | name: expected 1 to 60 letters, digits, spaces and . _ @ -, a letter or digit first, and no key, got null
            {"name":"k","client":"ci","budgets":{"day":"1e3"}}             | budgets.day: expected dollars as a text of digits and at most six decimals, below a billion, got '1e3'
            {"name":"k","client":"ci","budgets":{"day":"0.0000001"}}       | budgets.day: expected dollars as a text of digits and at most six decimals, below a billion, got '0.0000001'
            {"name":"k","client":"ci","budgets":{"day":"1000000000"}}      | budgets.day: expected dollars as a text of digits and at most six decimals, below a billion, got '1000000000'
            {"name":"k","client":"ci","budgets":{"day":"1"},"models":[]}   | models: expected a list of 1 to 50 patterns such as ["claude-*"], got an empty list
            {"name":"k","client":"ci","budgets":{"day":"1"},"models":"*"}  | models: expected a list of 1 to 50 patterns such as ["claude-*"], got '*'
            {"name":"k","client":"ci","budgets":{"day":"1"},"capabilities":["*","chat"]} | capabilities[0]: expected a capability of this gateway, got '*'
            []                                                             | body: expected a JSON object, got an empty list
            {"name":"a","name":"b"}                                        | body: expected each name once, got 'name' twice
            {"name":"a"} {}                                                | body: expected nothing after the JSON object, got more (line 1, column 15)
            {"name":                                                       | body: expected JSON, got something else (line 1, column 9)
            """)
    void a_body_that_is_wrong_is_answered_with_what_was_expected(String body, String problem) throws Exception {
        Reply refused = admin.post("/admin/keys", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message().lines().findFirst()).contains(problem);
        assertThat(refused.body().get("error").get("problems")).hasSize(1);
    }

    @Test
    void a_key_without_a_budget_is_asked_for_by_name() throws Exception {
        Reply created =
                admin.post("/admin/keys", "{\"name\":\"k\",\"client\":\"ci\",\"budgets\":{},\"unlimited\":true}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().get("key").get("budgets").toString()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0000b",
                "-rf",
                " lead",
                "a\nb",
                "\u001b[31mred",
                "a/b",
                "ключ",
                "pk-abcdefgh-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "\uD800"
            })
    void odd_names_are_refused_and_odd_paths_find_nothing(String name) throws Exception {
        String escaped = name.chars().mapToObj(c -> String.format("\\u%04x", c)).reduce("", String::concat);
        Reply refused = admin.post(
                "/admin/keys", "{\"name\":\"" + escaped + "\",\"client\":\"ci\",\"budgets\":{\"day\":\"1\"}}");
        String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).doesNotContain("AAAAAAAA", "\\u001b", "\\u0000");
        assertThat(admin.get("/admin/keys/" + path).status()).isEqualTo(404);
    }

    @Test
    void values_of_ten_thousand_characters_are_refused_and_not_repeated() throws Exception {
        String endless = "x".repeat(10_000);
        Reply refused = admin.post(
                "/admin/keys",
                "{\"name\":\"" + endless + "\",\"client\":\"" + endless + "\",\"models\":[\"" + endless
                        + "\"],\"timeZone\":\"" + endless + "\",\"budgets\":{\"day\":\"" + endless + "\"}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().get("error").get("problems")).hasSize(5);
        assertThat(refused.text()).hasSizeLessThan(5_000);
        assertThat(admin.get("/admin/keys/" + endless.substring(0, 3_000)).status())
                .isEqualTo(404);
    }

    @Test
    void a_body_above_its_limit_is_not_read() throws Exception {
        Reply refused = admin.post("/admin/keys", "{\"name\":\"" + "x".repeat(70_000) + "\"}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.message()).isEqualTo("body: expected at most 65536 bytes, got more");
    }

    @Test
    void a_name_is_given_once_and_free_again_after_a_revocation() throws Exception {
        String first = admin.key("twin");
        Reply second = admin.post("/admin/keys", "{\"name\":\"twin\",\"client\":\"ci\",\"budgets\":{\"day\":\"1\"}}");
        admin.post("/admin/keys/twin/revoke", "");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.message()).isEqualTo("name: expected one that no other key has, got 'twin'");
        assertThat(admin.get("/admin/keys/twin").status()).isEqualTo(404);
        assertThat(admin.key("twin")).isNotEqualTo(first);
        assertThat(admin.get("/admin/keys/" + first).body().get("status").asText())
                .isEqualTo("revoked");
    }

    @Test
    void an_edit_changes_what_it_names_and_null_clears() throws Exception {
        admin.post("/admin/keys", """
                {"name": "k", "client": "ci", "models": ["claude-*"], "budgets": {"day": "1", "month": "20"},
                 "limits": {"requestsPerMinute": 60, "inFlight": 2}, "expiresAt": "2027-01-01T00:00:00Z"}""");
        Reply edited = admin.patch("/admin/keys/k", """
                {"budgets": {"day": null, "total": "7.25"}, "limits": {"inFlight": 3}, "expiresAt": null}""");

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.body().get("budgets").toString()).isEqualTo("{\"month\":\"20\",\"total\":\"7.25\"}");
        assertThat(edited.body().get("limits").toString()).isEqualTo("{\"requestsPerMinute\":60,\"inFlight\":3}");
        assertThat(edited.body().get("expiresAt").isNull()).isTrue();
        assertThat(edited.body().get("models").toString()).isEqualTo("[\"claude-*\"]");
        assertThat(admin.patch("/admin/keys/k", "{\"limits\":null,\"models\":null}")
                        .body()
                        .get("limits")
                        .toString())
                .isEqualTo("{}");
    }

    @Test
    void an_edit_that_would_leave_no_budget_is_asked_for_by_name() throws Exception {
        admin.key("k");

        assertThat(admin.patch("/admin/keys/k", "{\"budgets\":{\"day\":null}}").message())
                .startsWith("budgets: expected at least one of day, month and total, got none\n");
        assertThat(admin.get("/admin/keys/k").body().get("budgets").toString()).isEqualTo("{\"day\":\"2.5\"}");
        assertThat(admin.patch("/admin/keys/k", "{\"budgets\":null,\"unlimited\":true}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_edit_to_a_name_that_is_taken_changes_nothing() throws Exception {
        admin.key("one");
        admin.key("two");

        assertThat(admin.patch("/admin/keys/two", "{\"name\":\"one\"}").message())
                .isEqualTo("name: expected one that no other key has, got 'one'");
        assertThat(admin.get("/admin/keys/two").status()).isEqualTo(200);
    }

    @Test
    void a_revoked_key_can_only_be_looked_at() throws Exception {
        String id = admin.key("k");
        Reply revoked = admin.post("/admin/keys/k/revoke", "");

        assertThat(revoked.body().get("status").asText()).isEqualTo("revoked");
        assertThat(revoked.body().get("revokedAt").asText()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(List.of(
                        admin.patch("/admin/keys/" + id, "{\"name\":\"new\"}").status(),
                        admin.post("/admin/keys/" + id + "/rotate", "{\"overlapSeconds\":0}")
                                .status(),
                        admin.post("/admin/keys/" + id + "/revoke", "").status(),
                        admin.get("/admin/keys/" + id).status()))
                .containsExactly(409, 409, 200, 200);
        assertThat(admin.patch("/admin/keys/" + id, "{}").message())
                .isEqualTo("key: expected one that is not revoked, got '" + id + "', which is");
        assertThat(admin.postgres.number("SELECT count(*) FROM audit WHERE act = 'keys.revoke'"))
                .isOne();
    }

    @Test
    void a_rotation_gives_another_secret_of_the_same_key() throws Exception {
        String id = admin.key("k");
        Reply rotated = admin.post("/admin/keys/k/rotate", "{\"overlapSeconds\":3600}");

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(KeyText.parse(rotated.body().get("secret").asText()))
                .map(KeyText::id)
                .contains(id);
        assertThat(admin.postgres.number("SELECT count(*) FROM key_secret WHERE valid_until = '2026-11-21T13:00:00Z'"))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"overlapSeconds\":-1}", "{\"overlapSeconds\":2592001}", "{\"overlapSeconds\":1.5}"})
    void a_rotation_says_for_how_long_the_old_secret_works(String body) throws Exception {
        admin.key("k");

        assertThat(admin.post("/admin/keys/k/rotate", body).message())
                .startsWith("overlapSeconds: expected a whole number from 0 to 2592000, got ");
    }

    @Test
    void a_key_shows_what_is_left_of_its_budgets_and_limits() throws Exception {
        admin.post(
                "/admin/keys",
                "{" + OK.replace("\"1\"", "\"2.5\",\"total\":\"0.5\"")
                        + ",\"limits\":{\"requestsPerMinute\":60,\"tokensPerMinute\":30,\"inFlight\":2}}");
        admin.spend("k", "claude-opus-5-5", 100_001);
        admin.reserve("k", "claude-opus-5-5", 200_000);

        assertThat(admin.get("/admin/keys/k").body().get("standing").toString())
                .isEqualTo("{\"budgets\":{\"day\":{\"amount\":\"2.5\",\"settled\":\"0.100001\",\"reserved\":\"0.2\","
                        + "\"left\":\"2.199999\",\"resets\":\"2026-11-22T00:00:00Z\"},"
                        + "\"total\":{\"amount\":\"0.5\",\"settled\":\"0.100001\",\"reserved\":\"0.2\","
                        + "\"left\":\"0.199999\",\"resets\":null}},"
                        + "\"limits\":{\"requestsPerMinute\":{\"most\":60,\"used\":2,\"left\":58,"
                        + "\"resets\":\"2026-11-21T12:01:00Z\"},"
                        + "\"tokensPerMinute\":{\"most\":30,\"used\":22,\"left\":8,\"resets\":\"2026-11-21T12:01:00Z\"},"
                        + "\"inFlight\":{\"most\":2,\"used\":1,\"left\":1,\"resets\":null}}}");
    }
}
