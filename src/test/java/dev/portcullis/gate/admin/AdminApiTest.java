package dev.portcullis.gate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.admin.TestAdmin.Reply;
import dev.portcullis.gate.ledger.key.AdminKeyText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdminApiTest {
    private TestAdmin admin = new TestAdmin();

    @AfterEach
    void close() {
        assertThat(admin.faults).isEmpty();
        admin.close();
    }

    @Test
    void an_admin_key_is_listed_without_its_secret_and_can_be_deleted_once() throws Exception {
        String secret = admin.adminKey("alice", "read");

        assertThat(AdminKeyText.parse(secret)).map(AdminKeyText::name).contains("alice");
        assertThat(admin.get("/admin/admin-keys").text())
                .isEqualTo(
                        "{\"items\":[{\"name\":\"alice\",\"scope\":\"read\",\"createdAt\":\"2026-11-21T12:00:00Z\"}],"
                                + "\"next\":null}\n");
        assertThat(admin.post("/admin/admin-keys", "{\"name\":\"alice\",\"scope\":\"all\"}")
                        .message())
                .isEqualTo(
                        "name: the admin key with the scope 'read', created at 2026-11-21T12:00:00Z, is named 'alice'");
        assertThat(admin.send("DELETE", "/admin/admin-keys/alice", admin.firstKey(), "")
                        .text())
                .isEqualTo("{\"deleted\":\"alice\"}\n");
        assertThat(admin.send("DELETE", "/admin/admin-keys/alice", admin.firstKey(), "")
                        .status())
                .isEqualTo(404);
        assertThat(admin.send("DELETE", "/admin/admin-keys/first", admin.firstKey(), "")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            {"name":"first","scope":"all"} | name: expected 1 to 30 lower-case letters, digits and single hyphens, and not 'first', got 'first'
            {"name":"Alice","scope":"all"} | name: expected 1 to 30 lower-case letters, digits and single hyphens, and not 'first', got 'Alice'
            {"name":"a","scope":"write"}   | scope: expected one of read, keys, all, got 'write'
            {"name":"a"}                   | scope: expected one of read, keys, all, got nothing
            {"name":"a","scope":"all","secret":"mine"} | secret: expected a known field, got 'secret'
            """)
    void an_admin_key_that_is_wrong_is_answered_with_what_was_expected(String body, String problem) throws Exception {
        Reply refused = admin.post("/admin/admin-keys", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message().lines().findFirst()).contains(problem);
    }

    @Test
    void without_a_database_the_first_key_is_known_and_everything_else_has_to_wait() throws Exception {
        String other = admin.adminKey("alice", "read");
        admin.database.close();

        assertThat(admin.get("/admin/keys").status()).isEqualTo(503);
        assertThat(admin.send("GET", "/admin/keys", other, "").text())
                .isEqualTo("{\"error\":{\"code\":\"unavailable\",\"message\":"
                        + "\"The ledger does not answer; try again in a moment\"}}\n");
        assertThat(admin.send("GET", "/admin/keys", AdminKeyText.fresh("first").text(), "")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /admin/nothing, 404",
        "GET, /admin, 404",
        "PUT, /admin/keys, 405",
        "DELETE, /admin/keys/k, 405",
        "POST, /openapi.yaml, 405"
    })
    void other_paths_and_methods_are_refused_as_json(String method, String path, int status) throws Exception {
        Reply refused = admin.send(method, path, admin.firstKey(), "");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.body().get("error").get("code").asText()).isEqualTo("refused");
    }
}
