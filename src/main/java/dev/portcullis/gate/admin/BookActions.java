package dev.portcullis.gate.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.key.Books;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.gate.ledger.money.Spending;
import dev.portcullis.gate.ledger.money.Standings;
import dev.portcullis.gate.ledger.page.Paging;
import dev.portcullis.gate.shape.strict.GivenText;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the books. */
final class BookActions {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> GROUPINGS = Arrays.stream(Spending.Grouping.values())
            .map(Spending.Grouping::word)
            .toList();

    private final Books books;
    private final Spending spending;
    private final Standings standings;
    private final GatewayCaps caps;
    private final Known known;

    BookActions(Books books, Spending spending, Standings standings, GatewayCaps caps, Known known) {
        this.books = books;
        this.spending = spending;
        this.standings = standings;
        this.caps = caps;
        this.known = known;
    }

    AdminAnswer clients(Asked asked) throws LedgerUnavailable {
        return AdminAnswer.page(
                books.clients(paging(asked), asked.now()),
                client -> AdminAnswer.object()
                        .put("name", client.name().value())
                        .put("configured", known.clients().contains(client.name()))
                        .put("liveKeys", client.liveKeys())
                        .put("createdAt", client.createdAt().toString()));
    }

    AdminAnswer reservations(Asked asked) throws LedgerUnavailable {
        return AdminAnswer.page(
                books.reservations(paging(asked)),
                open -> AdminAnswer.object()
                        .put("id", open.id().toString())
                        .put("key", open.keyId())
                        .put("keyName", open.keyName())
                        .put("client", open.client())
                        .put("model", open.model())
                        .put("capability", open.capability())
                        .put("amount", open.amount().decimal())
                        .put("openedAt", open.openedAt().toString())
                        .put("leaseUntil", open.leaseUntil().toString()));
    }

    AdminAnswer audit(Asked asked) throws LedgerUnavailable {
        return AdminAnswer.page(books.audit(paging(asked)), entry -> {
            ObjectNode json = AdminAnswer.object()
                    .put("id", entry.id())
                    .put("at", entry.at().toString())
                    .put("admin", entry.admin())
                    .put("act", entry.act())
                    .put("subject", entry.subject());
            json.set("details", details(entry.details()));
            return json;
        });
    }

    AdminAnswer spend(Asked asked) throws LedgerUnavailable {
        Paging paging = asked.query().paging(Set.of("by", "since", "until"));
        Spending.Grouping grouping = grouping(asked.query());
        LocalDate today = LocalDate.ofInstant(asked.now(), caps.zone());
        LocalDate since = asked.query().date("since").orElse(today.withDayOfMonth(1));
        LocalDate until = asked.query().date("until").orElse(since.isAfter(today) ? since : today);
        if (until.isBefore(since)) {
            asked.query().wrong("until", "a day that is not before " + since, "'" + until + "'", "Swap them");
        }
        asked.query().throwIfAny();
        ObjectNode body = AdminAnswer.object()
                .put("by", grouping.word())
                .put("since", since.toString())
                .put("until", until.toString())
                .put(
                        "timeZone",
                        caps.zone().getId().equals("Z") ? "UTC" : caps.zone().getId());
        body.setAll(
                AdminAnswer.list(spending.by(grouping, new Spending.Days(since, until), paging), BookActions::spent));
        body.set("caps", StandingJson.budgets(standings.of(caps, asked.now())));
        return AdminAnswer.ok(body);
    }

    private static Spending.Grouping grouping(Query query) {
        String word = query.one("by").orElse(Spending.Grouping.KEY.word());
        Optional<Spending.Grouping> grouping = Arrays.stream(Spending.Grouping.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
        if (grouping.isEmpty()) {
            query.wrong("by", "one of " + String.join(", ", GROUPINGS), GivenText.quote(word), "Leave it out for key");
        }
        return grouping.orElse(Spending.Grouping.KEY);
    }

    private static JsonNode spent(Spending.Spent spent) {
        return AdminAnswer.object()
                .put("group", spent.group())
                .put("name", spent.name())
                .put("requests", spent.requests())
                .put("inputTokens", spent.used().input())
                .put("outputTokens", spent.used().output())
                .put("cacheReadTokens", spent.used().cacheRead())
                .put(
                        "cacheWriteTokens",
                        spent.used().cacheWrite5m() + spent.used().cacheWrite1h())
                .put("images", spent.used().images())
                .put("cost", spent.cost().decimal());
    }

    private static Paging paging(Asked asked) {
        Paging paging = asked.query().paging(Set.of());
        asked.query().throwIfAny();
        return paging;
    }

    private static JsonNode details(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds JSON alone", e);
        }
    }
}
