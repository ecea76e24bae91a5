package dev.portcullis.gate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.ledger.key.AdminKeyText;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScopesTest {
    /** Method, path, and the status without a key and with one of each scope; the bodies are empty objects. */
    private static final String TABLE = """
            GET,    /admin/clients,              401, 200, 200, 200
            GET,    /admin/keys,                 401, 200, 200, 200
            POST,   /admin/keys,                 401, 403, 400, 400
            GET,    /admin/keys/nobody,          401, 404, 404, 404
            PATCH,  /admin/keys/nobody,          401, 403, 404, 404
            POST,   /admin/keys/nobody/revoke,   401, 403, 404, 404
            POST,   /admin/keys/nobody/rotate,   401, 403, 404, 404
            GET,    /admin/spend,                401, 200, 200, 200
            GET,    /admin/reservations,         401, 200, 200, 200
            GET,    /admin/audit,                401, 200, 200, 200
            GET,    /admin/refusals,             401, 200, 200, 200
            GET,    /admin/metrics,              401, 200, 200, 200
            GET,    /admin/closure,              401, 200, 200, 200
            POST,   /admin/closure,              401, 403, 200, 200
            DELETE, /admin/closure,              401, 403, 403, 200
            GET,    /admin/admin-keys,           401, 200, 200, 200
            POST,   /admin/admin-keys,           401, 403, 403, 400
            DELETE, /admin/admin-keys/nobody,    401, 403, 403, 404
            """;

    private TestAdmin admin = new TestAdmin();
    private Map<String, String> secrets = Map.of();

    @BeforeAll
    void make_a_key_of_each_scope() throws Exception {
        secrets = Map.of(
                "read", admin.adminKey("reader", "read"),
                "keys", admin.adminKey("minter", "keys"),
                "all", admin.adminKey("boss", "all"));
    }

    @AfterAll
    void close() {
        assertThat(admin.faults).isEmpty();
        admin.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = TABLE)
    void each_scope_may_do_what_the_table_says(String method, String path, int none, int read, int keys, int all)
            throws Exception {
        assertThat(List.of(
                        admin.send(method, path, "", "{}").status(),
                        admin.send(method, path, secret("read"), "{}").status(),
                        admin.send(method, path, secret("keys"), "{}").status(),
                        admin.send(method, path, secret("all"), "{}").status(),
                        admin.send(method, path, admin.firstKey(), "{}").status()))
                .containsExactly(none, read, keys, all, all);
    }

    @Test
    void the_table_has_every_operation() {
        Stream<String> operations = admin.router.getRoutes().stream()
                .filter(route -> route.methods() != null && route.getPath().startsWith("/admin/"))
                .map(route -> route.methods().iterator().next() + " "
                        + route.getPath().replaceAll(":[a-z]+", "nobody"));

        assertThat(operations)
                .containsExactlyInAnyOrderElementsOf(TABLE.lines()
                        .map(line -> line.split(", *", -1))
                        .map(cells -> cells[0] + " " + cells[1])
                        .toList());
    }

    @Test
    void who_may_not_is_told_the_scope_that_is_needed() throws Exception {
        assertThat(admin.send("POST", "/admin/keys", secret("read"), "{}").text())
                .isEqualTo("{\"error\":{\"code\":\"forbidden\",\"message\":"
                        + "\"admin key: this needs the scope 'keys', and the admin key has 'read'\"}}\n");
    }

    @Test
    void a_key_that_does_not_exist_and_a_wrong_secret_are_answered_alike() throws Exception {
        String wrong = secret("read").substring(0, 10) + AdminKeyText.fresh("x").secret();
        String expected = "{\"error\":{\"code\":\"unauthorized\",\"message\":"
                + "\"authorization: no valid admin key. Send 'Bearer' and an admin key of this gateway\"}}\n";

        assertThat(wrong).startsWith("ak-reader-");
        assertThat(admin.send("GET", "/admin/keys", wrong, "").text()).isEqualTo(expected);
        assertThat(admin.send("GET", "/admin/keys", AdminKeyText.fresh("nobody").text(), "")
                        .text())
                .isEqualTo(expected);
        assertThat(admin.send("GET", "/admin/keys", AdminKeyText.fresh("first").text(), "")
                        .text())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ak-",
                "ak-first-",
                "pk-abcdefgh-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "ak-First-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "ak--AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer",
                "' OR 1=1 --"
            })
    void what_has_not_the_form_of_an_admin_key_is_none(String text) throws Exception {
        assertThat(admin.send("GET", "/admin/keys", text, "").status()).isEqualTo(401);
        assertThat(admin.send("GET", "/admin/keys", text + "A".repeat(5_000), "")
                        .status())
                .isEqualTo(401);
    }

    private String secret(String scope) {
        return secrets.getOrDefault(scope, "");
    }
}
