package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.closure.Closed;
import dev.portcullis.gate.closure.Closure;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.input.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The kill switch. Whoever may revoke a key may close the gateway; only the scope {@code all} opens it again. */
final class ClosureActions {
    private static final Pattern REASON = Pattern.compile("[^\\p{Cntrl}]{0,200}");

    private final Closure closure;

    ClosureActions(Closure closure) {
        this.closure = closure;
    }

    AdminAnswer show(Asked asked) throws LedgerUnavailable {
        noQuery(asked);
        Optional<Closed> now = closure.now();
        return AdminAnswer.ok(json(now.isPresent(), now));
    }

    AdminAnswer close(Asked asked) throws LedgerUnavailable {
        noQuery(asked);
        ObjectNode body = asked.body();
        Problems problems = new Problems();
        AdminFields fields = new AdminFields(body, "", List.of("reason"), problems);
        String reason = fields.read("reason", "", "", given -> {
            if (given.isTextual() && REASON.matcher(given.textValue()).matches()) {
                return Optional.of(given.textValue());
            }
            fields.wrong("reason", "at most 200 characters in one line", "Shorten it, or leave it out");
            return Optional.empty();
        });
        problems.throwIfAny();
        Closed closed = closure.close(asked.admin(), reason, body.toString(), asked.now());
        return AdminAnswer.ok(json(true, Optional.of(closed)));
    }

    AdminAnswer reopen(Asked asked) throws LedgerUnavailable {
        noQuery(asked);
        return AdminAnswer.ok(json(false, closure.reopen(asked.admin(), asked.now())));
    }

    private static void noQuery(Asked asked) {
        asked.query().paging(Set.of());
        asked.query().throwIfAny();
    }

    private static ObjectNode json(boolean isClosed, Optional<Closed> closed) {
        return AdminAnswer.object()
                .put("closed", isClosed)
                .put("since", closed.map(each -> each.at().toString()).orElse(null))
                .put("by", closed.map(Closed::by).orElse(null))
                .put("reason", closed.map(Closed::reason).orElse(null))
                .put("refused", closed.map(Closed::refused).orElse(0L))
                .put("cutOff", closed.map(Closed::cut).orElse(0L))
                .put("spent", closed.map(each -> each.spent().decimal()).orElse("0"));
    }
}
