package dev.portcullis.gate.admin;

import dev.portcullis.gate.access.Visitor;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.key.AdminKeyText;
import dev.portcullis.gate.ledger.key.AdminKeys;
import dev.portcullis.gate.ledger.key.AdminKeys.Administrator;
import dev.portcullis.gate.ledger.key.Books;
import dev.portcullis.gate.ledger.key.KeyAdmin;
import dev.portcullis.gate.ledger.money.Spending;
import dev.portcullis.gate.ledger.money.Standings;
import dev.portcullis.gate.ledger.page.Cursor;
import dev.portcullis.input.BadInput;
import dev.portcullis.settings.value.AdminScope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All operations, and what every one of them has in common. Blocks. */
final class Operations {
    private static final String SCHEME = "Bearer ";

    private final AdminKeys adminKeys;
    private final Consumer<Throwable> faults;
    private final List<Endpoint> all;

    Operations(AdminApi.Parts parts) {
        adminKeys = new AdminKeys(parts.database(), parts.pepper(), parts.firstKey());
        faults = parts.faults();
        Known known = new Known(parts.clients(), parts.catalogue(), parts.routes());
        Books books = new Books(parts.database());
        Standings standings = new Standings(parts.database());
        all = all(
                new KeyActions(new KeyAdmin(parts.database(), parts.pepper()), books, standings, known),
                new BookActions(books, new Spending(parts.database()), standings, parts.caps(), known),
                new AdminKeyActions(adminKeys),
                new ClosureActions(parts.closure()),
                new RefusalActions(parts.refusals()),
                new MetricActions(parts.metrics()));
    }

    private static List<Endpoint> all(
            KeyActions keys,
            BookActions books,
            AdminKeyActions adminKeys,
            ClosureActions closure,
            RefusalActions refusals,
            MetricActions metrics) {
        return List.of(
                new Endpoint(HttpMethod.GET, "/admin/clients", AdminScope.READ, books::clients),
                new Endpoint(HttpMethod.GET, "/admin/keys", AdminScope.READ, keys::list),
                new Endpoint(HttpMethod.POST, "/admin/keys", AdminScope.KEYS, keys::create),
                new Endpoint(HttpMethod.GET, "/admin/keys/:key", AdminScope.READ, keys::show),
                new Endpoint(HttpMethod.PATCH, "/admin/keys/:key", AdminScope.KEYS, keys::edit),
                new Endpoint(HttpMethod.POST, "/admin/keys/:key/revoke", AdminScope.KEYS, keys::revoke),
                new Endpoint(HttpMethod.POST, "/admin/keys/:key/rotate", AdminScope.KEYS, keys::rotate),
                new Endpoint(HttpMethod.GET, "/admin/spend", AdminScope.READ, books::spend),
                new Endpoint(HttpMethod.GET, "/admin/reservations", AdminScope.READ, books::reservations),
                new Endpoint(HttpMethod.GET, "/admin/audit", AdminScope.READ, books::audit),
                new Endpoint(HttpMethod.GET, "/admin/refusals", AdminScope.READ, refusals::list),
                new Endpoint(HttpMethod.GET, "/admin/metrics", AdminScope.READ, metrics::show),
                new Endpoint(HttpMethod.GET, "/admin/closure", AdminScope.READ, closure::show),
                new Endpoint(HttpMethod.POST, "/admin/closure", AdminScope.KEYS, closure::close),
                new Endpoint(HttpMethod.DELETE, "/admin/closure", AdminScope.ALL, closure::reopen),
                new Endpoint(HttpMethod.GET, "/admin/admin-keys", AdminScope.READ, adminKeys::list),
                new Endpoint(HttpMethod.POST, "/admin/admin-keys", AdminScope.ALL, adminKeys::create),
                new Endpoint(HttpMethod.DELETE, "/admin/admin-keys/:name", AdminScope.ALL, adminKeys::delete));
    }

    List<Endpoint> all() {
        return all;
    }

    /** Turns every outcome, a failure too, into an answer. */
    AdminAnswer answer(Endpoint endpoint, Request request) {
        try {
            Administrator by = administrator(request);
            if (!by.scope().includes(endpoint.scope())) {
                throw AdminRefusal.scope(endpoint.scope().word(), by.scope().word());
            }
            return endpoint.action()
                    .on(new Asked(by, request.subject(), new Query(request.query()), request.body(), request.now()));
        } catch (AdminRefusal e) {
            return e.answer();
        } catch (BadInput e) {
            return AdminAnswer.bad(String.valueOf(e.getMessage()), e.problems());
        } catch (Cursor.Foreign e) {
            BadInput bad = Query.foreignCursor();
            return AdminAnswer.bad(String.valueOf(bad.getMessage()), bad.problems());
        } catch (LedgerUnavailable e) {
            return AdminAnswer.failure(503, "unavailable", "The ledger does not answer; try again in a moment");
        } catch (RuntimeException e) {
            faults.accept(e);
            return AdminAnswer.failure(500, "fault", "The gate failed; its log says where");
        }
    }

    /** A request as it came, before anything of it is trusted. */
    record Request(
            Optional<Visitor> visitor,
            List<String> authorization,
            String subject,
            Map<String, List<String>> query,
            Buffer body,
            Instant now) {}

    private Administrator administrator(Request request) throws LedgerUnavailable {
        Optional<Visitor> visitor = request.visitor();
        if (visitor.isEmpty()) {
            return owner(request.authorization());
        }
        String name = visitor.get().name();
        Optional<AdminScope> scope = visitor.get() instanceof Visitor.Person person ? person.scope() : Optional.empty();
        if (request.authorization().isEmpty() && scope.isPresent()) {
            return new Administrator(name, scope.get());
        }
        Administrator owner = owner(request.authorization());
        // A listed person's scope is a limit as well: the settings mean it for this door.
        AdminScope most = scope.filter(own -> !own.includes(owner.scope())).orElse(owner.scope());
        return new Administrator(name + "/" + owner.name(), most);
    }

    private Administrator owner(List<String> headers) throws LedgerUnavailable {
        if (headers.size() != 1 || !headers.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw AdminRefusal.noKey();
        }
        Optional<AdminKeyText> text = AdminKeyText.parse(headers.get(0).substring(SCHEME.length()));
        if (text.isEmpty()) {
            throw AdminRefusal.noKey();
        }
        return adminKeys.check(text.get()).orElseThrow(AdminRefusal::noKey);
    }
}
