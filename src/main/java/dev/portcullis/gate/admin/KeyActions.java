package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.key.Books;
import dev.portcullis.gate.ledger.key.KeyAdmin;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.Standings;
import dev.portcullis.gate.shape.strict.GivenText;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The actions on virtual keys. Paths name them by id or, while they are not revoked, by name. */
final class KeyActions {
    private static final Pattern ID_OR_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@-]{0,59}");
    /** The longest overlap of an old and a new secret; a longer one needs a second virtual key. */
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final KeyAdmin keys;
    private final Books books;
    private final Standings standings;
    private final Known known;

    KeyActions(KeyAdmin keys, Books books, Standings standings, Known known) {
        this.keys = keys;
        this.books = books;
        this.standings = standings;
        this.known = known;
    }

    AdminAnswer list(Asked asked) throws LedgerUnavailable {
        var paging = asked.query().paging(Set.of());
        asked.query().throwIfAny();
        return AdminAnswer.page(books.keys(paging), key -> KeyJson.of(key, asked.now()));
    }

    AdminAnswer create(Asked asked) throws LedgerUnavailable {
        ObjectNode body = asked.body();
        KeyTerms terms = TermsReader.create(known, body, asked.now());
        KeyText text;
        try {
            text = keys.create(terms, asked.admin(), body.toString(), asked.now());
        } catch (LedgerUnavailable e) {
            throw orTaken(e, terms.name());
        }
        return new AdminAnswer(201, withSecret(find(text.id()), text, asked));
    }

    AdminAnswer show(Asked asked) throws LedgerUnavailable {
        VirtualKey key = find(asked.subject());
        ObjectNode json = KeyJson.of(key, asked.now());
        json.set("standing", StandingJson.left(standings.of(key, asked.now())));
        return AdminAnswer.ok(json);
    }

    AdminAnswer edit(Asked asked) throws LedgerUnavailable {
        VirtualKey key = changeable(asked);
        ObjectNode body = asked.body();
        boolean edited;
        try {
            edited = keys.edit(
                    key.id(),
                    old -> TermsReader.edit(known, body, old, asked.now()),
                    asked.admin(),
                    body.toString(),
                    asked.now());
        } catch (LedgerUnavailable e) {
            throw orTaken(e, body.path("name").asText());
        }
        if (!edited) {
            throw revoked(key);
        }
        return AdminAnswer.ok(KeyJson.of(find(key.id()), asked.now()));
    }

    /** A key that is revoked already stays so, and nothing is written. */
    AdminAnswer revoke(Asked asked) throws LedgerUnavailable {
        VirtualKey key = changeable(asked);
        keys.revoke(key.id(), asked.admin(), asked.now());
        return AdminAnswer.ok(KeyJson.of(find(key.id()), asked.now()));
    }

    AdminAnswer rotate(Asked asked) throws LedgerUnavailable {
        VirtualKey key = changeable(asked);
        Duration overlap = overlap(asked.body());
        KeyText text =
                keys.rotate(key.id(), overlap, asked.admin(), asked.now()).orElseThrow(() -> revoked(key));
        return AdminAnswer.ok(withSecret(key, text, asked));
    }

    private static Duration overlap(ObjectNode body) throws BadInput {
        Problems problems = new Problems();
        AdminFields fields = new AdminFields(body, "", List.of("overlapSeconds"), problems);
        var given = fields.get("overlapSeconds");
        if (given.isIntegralNumber()
                && given.canConvertToLong()
                && given.longValue() >= 0
                && given.longValue() <= LONGEST_OVERLAP.toSeconds()) {
            problems.throwIfAny();
            return Duration.ofSeconds(given.longValue());
        }
        fields.wrong(
                "overlapSeconds",
                "a whole number from 0 to " + LONGEST_OVERLAP.toSeconds(),
                "Write for how long the old secret shall work on, or 0 if it leaked");
        throw new BadInput(problems.all());
    }

    private VirtualKey changeable(Asked asked) throws LedgerUnavailable {
        VirtualKey key = find(asked.subject());
        if (key.declared()) {
            throw AdminRefusal.conflict(
                    "key: '" + key.terms().name() + "' is declared in the stack's settings, as clients."
                            + key.terms().client().value() + ".key. Change it there and run 'pulumi up'");
        }
        return key;
    }

    private VirtualKey find(String idOrName) throws LedgerUnavailable {
        Optional<VirtualKey> key = ID_OR_NAME.matcher(idOrName).matches() ? keys.resolve(idOrName) : Optional.empty();
        return key.orElseThrow(() -> AdminRefusal.notFound("key: no virtual key has the id or the name "
                + GivenText.quote(idOrName) + ". A revoked one is found by its id alone"));
    }

    private static ObjectNode withSecret(VirtualKey key, KeyText text, Asked asked) {
        ObjectNode json = AdminAnswer.object().put("secret", text.text());
        json.set("key", KeyJson.of(key, asked.now()));
        return json;
    }

    /** Names the key that has the name; it may have been revoked since. */
    private LedgerUnavailable orTaken(LedgerUnavailable failure, String name) throws LedgerUnavailable {
        if (failure.isTaken()) {
            throw AdminRefusal.conflict("name: "
                    + keys.resolve(name)
                            .map(key -> "the virtual key '" + key.id() + "' of client '"
                                    + key.terms().client().value() + "', created at " + key.createdAt() + ", is named '"
                                    + name + "'")
                            .orElse("another virtual key was named '" + name + "' a moment ago"));
        }
        return failure;
    }

    private static AdminRefusal revoked(VirtualKey key) {
        return AdminRefusal.conflict("key: the virtual key '" + key.id() + "' is revoked");
    }
}
