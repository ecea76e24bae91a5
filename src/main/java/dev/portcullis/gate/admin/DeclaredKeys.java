package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.StackKeys.StackKey;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.gate.shape.strict.StrictJson;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.value.ClientName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Reads the terms of keys that the stack declares, with the reader that serves the admin API. */
public final class DeclaredKeys {
    private final Known known;

    public DeclaredKeys(Set<ClientName> clients, Catalogue catalogue, Routes routes) {
        this.known = new Known(clients, catalogue, routes);
    }

    /**
     * One key, named after its client.
     *
     * @param terms JSON, as the admin API takes it, without name and client
     * @throws BadInput with every mistake
     */
    public StackKey read(ClientName client, KeyText text, Optional<Instant> graceUntil, String terms) {
        ObjectNode body = parse(client, terms);
        body.put("name", TermsReader.STACK_PREFIX + client.value()).put("client", client.value());
        KeyTerms read = TermsReader.declare(known, body);
        body.remove("name");
        return new StackKey(text, graceUntil, read, body.toString());
    }

    private static ObjectNode parse(ClientName client, String terms) {
        try {
            return StrictJson.read(terms.getBytes(StandardCharsets.UTF_8));
        } catch (Refused e) {
            Problems problems = new Problems();
            problems.add(
                    "declaredKeys: " + client.value(), "the terms of a key as JSON", e.message(), "Run 'pulumi up'");
            throw new BadInput(problems.all());
        }
    }
}
