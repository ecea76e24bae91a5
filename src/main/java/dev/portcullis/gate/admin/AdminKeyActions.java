package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.key.AdminKeyText;
import dev.portcullis.gate.ledger.key.AdminKeys;
import dev.portcullis.gate.shape.strict.GivenText;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.AdminScope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The actions on admin keys. The first admin key is in no list: it is as old as its file. */
final class AdminKeyActions {
    private static final List<String> SCOPES =
            Arrays.stream(AdminScope.values()).map(AdminScope::word).toList();

    private final AdminKeys keys;

    AdminKeyActions(AdminKeys keys) {
        this.keys = keys;
    }

    AdminAnswer list(Asked asked) throws LedgerUnavailable {
        var paging = asked.query().paging(Set.of());
        asked.query().throwIfAny();
        return AdminAnswer.page(
                keys.list(paging),
                key -> AdminAnswer.object()
                        .put("name", key.name())
                        .put("scope", key.scope().word())
                        .put("createdAt", key.createdAt().toString()));
    }

    AdminAnswer create(Asked asked) throws LedgerUnavailable {
        ObjectNode body = asked.body();
        Problems problems = new Problems();
        AdminFields fields = new AdminFields(body, "", List.of("name", "scope"), problems);
        Optional<String> name = name(fields);
        Optional<AdminScope> scope = scope(fields);
        problems.throwIfAny();
        try {
            AdminKeyText text =
                    keys.create(name.orElseThrow(), scope.orElseThrow(), asked.admin(), body.toString(), asked.now());
            return new AdminAnswer(
                    201,
                    AdminAnswer.object()
                            .put("secret", text.text())
                            .put("name", text.name())
                            .put("scope", scope.get().word()));
        } catch (LedgerUnavailable e) {
            if (e.isTaken()) {
                throw AdminRefusal.conflict(keys.find(name.get())
                        .map(key -> "name: the admin key with the scope '"
                                + key.scope().word() + "', created at " + key.createdAt() + ", is named '" + key.name()
                                + "'")
                        .orElse("name: another admin key was named '" + name.get() + "' a moment ago"));
            }
            throw e;
        }
    }

    AdminAnswer delete(Asked asked) throws LedgerUnavailable {
        if (!AdminKeyText.isName(asked.subject()) || !keys.delete(asked.subject(), asked.admin(), asked.now())) {
            throw AdminRefusal.notFound("admin key: none is named " + GivenText.quote(asked.subject()));
        }
        return AdminAnswer.ok(AdminAnswer.object().put("deleted", asked.subject()));
    }

    private static Optional<String> name(AdminFields fields) {
        String name = fields.get("name").isTextual() ? fields.get("name").textValue() : "";
        if (AdminKeyText.isName(name) && !name.equals(AdminKeyText.FIRST)) {
            return Optional.of(name);
        }
        fields.wrong(
                "name",
                "1 to 30 lower-case letters, digits and single hyphens, and not 'first'",
                "Choose a name such as alice");
        return Optional.empty();
    }

    private static Optional<AdminScope> scope(AdminFields fields) {
        String word = fields.get("scope").isTextual() ? fields.get("scope").textValue() : "";
        Optional<AdminScope> scope = Arrays.stream(AdminScope.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
        if (scope.isPresent()) {
            return scope;
        }
        fields.wrong("scope", "one of " + String.join(", ", SCOPES), "Choose the least that is enough");
        return Optional.empty();
    }
}
