package dev.portcullis.gate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.admin.TestAdmin.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no key is made of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TermsReaderTest {
    private TestAdmin admin = new TestAdmin();

    @AfterAll
    void close() {
        assertThat(admin.faults).isEmpty();
        admin.close();
    }

    @Test
    void every_mistake_of_a_body_is_told_at_once() throws Exception {
        Reply refused = admin.post("/admin/keys", """
                {"name": "", "client": "laptob", "models": ["claud-*", "opus", "nova pro"], "capabilities": ["chatt"],
                 "timeZone": "Europe/Berlim", "budgets": {"day": 2.5, "week": "1", "total": "-1"},
                 "limits": {"requestsPerMinute": 0, "inFlight": "2"}, "expiresAt": "2026-11-21T12:00:00Z", "budget": 1,
                 "defaultMaxTokens": 1000000}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo("""
                15 problems:
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
                limits.requestsPerMinute: expected a whole number from 1 to 999999999, got 0
                  Leave it out for no limit
                limits.inFlight: expected a whole number from 1 to 999999999, got '2'
                  Leave it out for no limit
                expiresAt: expected a time to come, before the year 3000, got '2026-11-21T12:00:00Z'
                  Write such as 2027-06-30 or 2027-06-30T00:00:00Z, or leave it out for a key that does not expire
                defaultMaxTokens: expected a whole number from 1 to 999999, got 1000000
                  Leave it out for the gateway's own""");
        assertThat(refused.body().get("error").get("problems")).hasSize(15);
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
            {"name":"a","name":"b"}                                        | body: the name 'name' occurs twice
            {"name":"a"} {}                                                | body: there is more text after the JSON object (line 1, column 15)
            {"name":                                                       | body: it is not valid JSON (line 1, column 9)
            """)
    void a_body_that_is_wrong_is_answered_with_what_was_expected(String body, String problem) throws Exception {
        Reply refused = admin.post("/admin/keys", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message().lines().findFirst()).contains(problem);
        assertThat(refused.body().get("error").get("problems")).hasSize(1);
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
        assertThat(refused.message()).isEqualTo("body: it is longer than 65536 bytes");
    }
}
