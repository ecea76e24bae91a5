package dev.portcullis.gate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.admin.TestAdmin.Reply;
import dev.portcullis.gate.ledger.key.KeyText;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                 "limits": {"requestsPerMinute": 60, "inFlight": 2}, "expiresAt": "2027-01-01T00:00:00Z",
                 "defaultMaxTokens": 2000}""");
        String secret = created.body().path("secret").asText();
        String id = created.body().path("key").path("id").asText();

        assertThat(created.status()).isEqualTo(201);
        assertThat(KeyText.parse(secret)).map(KeyText::id).contains(id);
        assertThat(created.body().get("key").toString())
                .isEqualTo("{\"id\":\"" + id + "\",\"name\":\"nightly build\","
                        + "\"client\":\"ci\",\"status\":\"live\",\"models\":[\"claude-*\",\"nova-pro\"],"
                        + "\"capabilities\":[\"chat\"],\"timeZone\":\"Europe/Berlin\","
                        + "\"budgets\":{\"day\":\"2.5\",\"total\":\"100\"},"
                        + "\"limits\":{\"requestsPerMinute\":60,\"inFlight\":2},\"defaultMaxTokens\":2000,\"expiresAt\":\"2027-01-01T00:00:00Z\","
                        + "\"createdAt\":\"2026-11-21T12:00:00Z\",\"revokedAt\":null,\"declared\":false}");
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
    void a_key_without_a_budget_is_asked_for_by_name() throws Exception {
        Reply created =
                admin.post("/admin/keys", "{\"name\":\"k\",\"client\":\"ci\",\"budgets\":{},\"unlimited\":true}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().get("key").get("budgets").toString()).isEqualTo("{}");
    }

    @Test
    void a_name_is_given_once_and_free_again_after_a_revocation() throws Exception {
        String first = admin.key("twin");
        Reply second = admin.post("/admin/keys", "{\"name\":\"twin\",\"client\":\"ci\",\"budgets\":{\"day\":\"1\"}}");
        admin.post("/admin/keys/twin/revoke", "");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.message())
                .isEqualTo("name: the virtual key '" + first
                        + "' of client 'laptop', created at 2026-11-21T12:00:00Z, is named 'twin'");
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
        String one = admin.key("one");
        admin.key("two");

        assertThat(admin.patch("/admin/keys/two", "{\"name\":\"one\"}").message())
                .isEqualTo("name: the virtual key '" + one
                        + "' of client 'laptop', created at 2026-11-21T12:00:00Z, is named 'one'");
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
                .isEqualTo("key: the virtual key '" + id + "' is revoked");
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
