package dev.portcullis.gate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BookActionsTest {
    private TestAdmin admin = new TestAdmin();

    @AfterEach
    void close() {
        assertThat(admin.faults).isEmpty();
        admin.close();
    }

    @Test
    void spending_is_put_together_by_key_client_model_or_day() throws Exception {
        String one = admin.key("one");
        String two = admin.key("two");
        admin.spend(one, "claude-opus-5-5", 100_000);
        admin.spend(one, "nova-pro", 1);
        admin.spend(two, "nova-pro", 20_000);
        admin.reserve(two, "nova-pro", 500_000);
        String first = one.compareTo(two) < 0 ? "one" : "two";

        assertThat(spent("key"))
                .containsExactlyInAnyOrder(one + " one 2 10 14 0.100001", two + " two 1 5 7 0.02")
                .element(0)
                .asString()
                .contains(first);
        assertThat(spent("client")).containsExactly("laptop laptop 3 15 21 0.120001");
        assertThat(spent("model"))
                .containsExactly("claude-opus-5-5 claude-opus-5-5 1 5 7 0.1", "nova-pro nova-pro 2 10 14 0.020001");
        assertThat(spent("day")).containsExactly("2026-11-21 2026-11-21 3 15 21 0.120001");
    }

    @Test
    void spending_is_told_with_its_days_and_with_how_the_caps_stand() throws Exception {
        admin.spend(admin.key("one"), "nova-pro", 20_000);
        JsonNode body = admin.get("/admin/spend").body();

        assertThat(body.get("by") + " " + body.get("since") + " " + body.get("until") + " " + body.get("timeZone"))
                .isEqualTo("\"key\" \"2026-11-01\" \"2026-11-21\" \"UTC\"");
        assertThat(body.get("caps").toString())
                .isEqualTo("{\"day\":{\"amount\":\"50\",\"settled\":\"0.02\",\"reserved\":\"0\",\"left\":\"49.98\","
                        + "\"resets\":\"2026-11-22T00:00:00Z\"},\"month\":{\"amount\":\"900\",\"settled\":\"0.02\","
                        + "\"reserved\":\"0\",\"left\":\"899.98\",\"resets\":\"2026-12-01T00:00:00Z\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "since=2026-11-21, 1",
        "since=2026-11-22, 0",
        "since=2026-11-20&until=2026-11-20, 0",
        "since=2026-11-01&until=2026-11-21, 1"
    })
    void only_the_days_that_are_asked_for_count(String query, int groups) throws Exception {
        admin.spend(admin.key("one"), "nova-pro", 20_000);

        assertThat(admin.get("/admin/spend?" + query).body().get("items")).hasSize(groups);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 500})
    void a_list_read_in_parts_is_the_whole_list(int limit) throws Exception {
        for (String name : List.of("g", "b", "a", "f", "c", "e", "d")) {
            admin.reserve(admin.key(name), "nova-pro", 1);
        }

        assertThat(parts("/admin/keys?limit=" + limit, "name")).containsExactly("a", "b", "c", "d", "e", "f", "g");
        assertThat(parts("/admin/reservations?limit=" + limit, "keyName"))
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g");
        assertThat(parts("/admin/audit?limit=" + limit, "id")).containsExactly("7", "6", "5", "4", "3", "2", "1");
        assertThat(parts("/admin/clients?limit=" + limit, "name")).containsExactly("ci", "laptop");
    }

    @Test
    void spending_is_read_in_parts_too() throws Exception {
        for (String model : List.of("nova-pro", "nova-lite", "claude-opus-5-5")) {
            admin.spend(admin.key(model), model, 7);
        }

        assertThat(parts("/admin/spend?by=model&limit=1", "name"))
                .containsExactly("claude-opus-5-5", "nova-lite", "nova-pro");
    }

    @Test
    void a_client_is_told_with_its_live_keys() throws Exception {
        admin.key("one");
        admin.key("two");
        admin.post("/admin/keys/two/revoke", "");

        assertThat(admin.get("/admin/clients").body().get("items").toString())
                .isEqualTo(
                        "[{\"name\":\"ci\",\"configured\":true,\"liveKeys\":0,\"createdAt\":\"2026-11-21T12:00:00Z\"},"
                                + "{\"name\":\"laptop\",\"configured\":true,\"liveKeys\":1,\"createdAt\":\"2026-11-21T12:00:00Z\"}]");
    }

    @Test
    void a_call_under_way_is_among_the_reservations() throws Exception {
        String id = admin.key("one");
        String call = admin.reserve(id, "nova-pro", 300_000).id().toString();

        assertThat(admin.get("/admin/reservations").text())
                .isEqualTo("{\"items\":[{\"id\":\"" + call + "\",\"key\":\"" + id + "\",\"keyName\":\"one\","
                        + "\"client\":\"laptop\",\"model\":\"nova-pro\",\"capability\":\"chat\",\"amount\":\"0.3\","
                        + "\"openedAt\":\"2026-11-21T12:00:00Z\",\"leaseUntil\":\"2026-11-21T12:05:00Z\"}],"
                        + "\"next\":null}\n");
    }

    @Test
    void every_act_is_audited_with_who_and_what_was_asked() throws Exception {
        String minter = admin.adminKey("minter", "keys");
        String id = admin.send(
                        "POST", "/admin/keys", minter, "{\"name\":\"k\",\"client\":\"ci\",\"budgets\":{\"day\":\"1\"}}")
                .body()
                .get("key")
                .get("id")
                .asText();
        admin.send("PATCH", "/admin/keys/k", minter, "{\"budgets\":{\"day\":\"2\"}}");
        admin.send("POST", "/admin/keys/k/rotate", minter, "{\"overlapSeconds\":60}");
        admin.send("POST", "/admin/keys/k/revoke", minter, "");
        admin.send("DELETE", "/admin/admin-keys/minter", admin.firstKey(), "");
        List<String> acts = new ArrayList<>();
        admin.get("/admin/audit")
                .body()
                .get("items")
                .forEach(entry -> acts.add(
                        entry.get("admin").asText() + " " + entry.get("act").asText() + " "
                                + entry.get("subject").asText() + " " + entry.get("details")));

        assertThat(acts)
                .containsExactly(
                        "first admin-keys.delete minter {}",
                        "minter keys.revoke " + id + " {}",
                        "minter keys.rotate " + id + " {\"overlapSeconds\":60}",
                        "minter keys.edit " + id + " {\"budgets\":{\"day\":\"2\"}}",
                        "minter keys.create " + id + " {\"name\":\"k\",\"client\":\"ci\",\"budgets\":{\"day\":\"1\"}}",
                        "first admin-keys.create minter {\"name\":\"minter\",\"scope\":\"keys\"}");
        assertThat(admin.send("GET", "/admin/audit", minter, "").status()).isEqualTo(401);
    }

    private List<String> spent(String by) throws Exception {
        List<String> rows = new ArrayList<>();
        admin.get("/admin/spend?by=" + by)
                .body()
                .get("items")
                .forEach(row -> rows.add(String.join(
                        " ",
                        row.get("group").asText(),
                        row.get("name").asText(),
                        row.get("requests").asText(),
                        row.get("inputTokens").asText(),
                        row.get("outputTokens").asText(),
                        row.get("cost").asText())));
        return rows;
    }

    private List<String> parts(String path, String field) throws Exception {
        List<String> values = new ArrayList<>();
        String next = "";
        do {
            JsonNode body =
                    admin.get(next.isEmpty() ? path : path + "&cursor=" + next).body();
            body.get("items").forEach(item -> values.add(item.get(field).asText()));
            next = body.get("next").asText("");
        } while (!next.isEmpty() && values.size() < 100);
        return values;
    }
}
