package dev.portcullis.gate.admin;

import dev.portcullis.gate.ledger.AdminKeyText;
import dev.portcullis.gate.ledger.AdminKeys;
import dev.portcullis.gate.ledger.AdminKeys.Administrator;
import dev.portcullis.gate.ledger.Books;
import dev.portcullis.gate.ledger.Cursor;
import dev.portcullis.gate.ledger.KeyAdmin;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.Scope;
import dev.portcullis.gate.ledger.Spending;
import dev.portcullis.gate.ledger.Standings;
import dev.portcullis.input.BadInput;
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
                new AdminKeyActions(adminKeys));
    }

    private static List<Endpoint> all(KeyActions keys, BookActions books, AdminKeyActions adminKeys) {
        return List.of(
                new Endpoint(HttpMethod.GET, "/admin/clients", Scope.READ, books::clients),
                new Endpoint(HttpMethod.GET, "/admin/keys", Scope.READ, keys::list),
                new Endpoint(HttpMethod.POST, "/admin/keys", Scope.KEYS, keys::create),
                new Endpoint(HttpMethod.GET, "/admin/keys/:key", Scope.READ, keys::show),
                new Endpoint(HttpMethod.PATCH, "/admin/keys/:key", Scope.KEYS, keys::edit),
                new Endpoint(HttpMethod.POST, "/admin/keys/:key/revoke", Scope.KEYS, keys::revoke),
                new Endpoint(HttpMethod.POST, "/admin/keys/:key/rotate", Scope.KEYS, keys::rotate),
                new Endpoint(HttpMethod.GET, "/admin/spend", Scope.READ, books::spend),
                new Endpoint(HttpMethod.GET, "/admin/reservations", Scope.READ, books::reservations),
                new Endpoint(HttpMethod.GET, "/admin/audit", Scope.READ, books::audit),
                new Endpoint(HttpMethod.GET, "/admin/admin-keys", Scope.READ, adminKeys::list),
                new Endpoint(HttpMethod.POST, "/admin/admin-keys", Scope.ALL, adminKeys::create),
                new Endpoint(HttpMethod.DELETE, "/admin/admin-keys/:name", Scope.ALL, adminKeys::delete));
    }

    List<Endpoint> all() {
        return all;
    }

    /** Whatever happens is an answer. */
    Answer answer(Endpoint endpoint, Request request) {
        try {
            Administrator by = administrator(request.authorization());
            if (!by.scope().includes(endpoint.scope())) {
                throw AdminRefusal.scope(endpoint.scope().word(), by.scope().word());
            }
            return endpoint.action()
                    .on(new Asked(by, request.subject(), new Query(request.query()), request.body(), request.now()));
        } catch (AdminRefusal e) {
            return e.answer();
        } catch (BadInput e) {
            return Answer.bad(String.valueOf(e.getMessage()), e.problems());
        } catch (Cursor.Foreign e) {
            BadInput bad = Query.foreignCursor();
            return Answer.bad(String.valueOf(bad.getMessage()), bad.problems());
        } catch (LedgerUnavailable e) {
            return Answer.failure(503, "unavailable", "The ledger does not answer; try again in a moment");
        } catch (RuntimeException e) {
            faults.accept(e);
            return Answer.failure(500, "fault", "The gate failed; its log says where");
        }
    }

    /** What a request brings, before anything of it is believed. */
    record Request(
            List<String> authorization, String subject, Map<String, List<String>> query, Buffer body, Instant now) {}

    private Administrator administrator(List<String> headers) throws LedgerUnavailable {
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
