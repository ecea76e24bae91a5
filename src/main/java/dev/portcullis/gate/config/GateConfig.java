package dev.portcullis.gate.config;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.GuardrailPrices;
import dev.portcullis.gate.ledger.PostgresLogin;
import dev.portcullis.gate.ledger.key.AdminKeyText;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.Pepper;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.OperatorScopes;
import dev.portcullis.settings.value.Origin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a gate has to be told. Every port is on 127.0.0.1; 0 stands for any free one.
 *
 * @param door the operators' door; empty when the admin API is reached on this machine alone
 * @param declared the virtual keys that the stack declares; all that it declared before are revoked
 * @param webhooks the places that alerts are posted to
 */
public record GateConfig(
        Listening listening,
        LiteLlmAccess liteLlm,
        LedgerConfig ledger,
        Offer offer,
        Callers callers,
        Optional<OperatorsDoor> door,
        CallConfig calls,
        ActivityTarget activity,
        List<DeclaredKey> declared,
        List<Webhook> webhooks) {

    public GateConfig {
        declared = List.copyOf(declared);
        webhooks = List.copyOf(webhooks);
    }

    /**
     * The ports on which the gate listens.
     *
     * @param callers where callers arrive, through the tunnel
     * @param admin health, metrics and the admin API
     */
    public record Listening(int callers, int admin) {}

    /**
     * The neighbour that is asked for every answer.
     *
     * @param internalKey LiteLLM's only key
     */
    public record LiteLlmAccess(int port, Secret internalKey) {}

    /**
     * The ledger, and what holds for all that is in it.
     *
     * @param database the database of keys and ledger, shared with other gates
     * @param pepper the pepper of the keys in it
     * @param firstKey the first administrator's key
     * @param caps on all keys together
     */
    public record LedgerConfig(PostgresLogin database, Pepper pepper, AdminKeyText firstKey, GatewayCaps caps) {}

    /**
     * The models and routes that this gateway offers.
     *
     * @param routes without what the stack has switched off
     * @param geography the geography of the catalogue's columns
     * @param guardrail the prices of the guardrail that LiteLLM's configuration names; empty when it names none
     */
    public record Offer(Routes routes, Catalogue catalogue, String geography, Optional<GuardrailPrices> guardrail) {}

    /**
     * Everyone who may call, and the names and pages from which they do.
     *
     * @param clients by the id of their service token
     * @param hosts names under which callers know the gate, beside this machine's own
     * @param origins pages that may read answers
     */
    public record Callers(Access access, Map<String, ClientName> clients, Set<String> hosts, Set<Origin> origins) {
        public Callers {
            clients = Map.copyOf(clients);
            hosts = Set.copyOf(hosts);
            origins = Set.copyOf(origins);
        }

        /** Every client once, without its token. */
        public Set<ClientName> names() {
            return Set.copyOf(clients.values());
        }
    }

    /**
     * The listener behind the operators' host name.
     *
     * @param audience the audience of the operators' own application
     * @param token the client id of the operators' service token
     * @param groups whether people whom the settings do not list may come with an admin key, as members of a group
     */
    public record OperatorsDoor(
            int port, Hostname host, String audience, String token, OperatorScopes scopes, boolean groups) {}

    /**
     * The treatment of one call.
     *
     * @param spool where long bodies lie while they are under way
     * @param silence the silence of a stream after which the gate sends a comment
     * @param usualOutput tokens of an answer whose caller names no bound
     */
    public record CallConfig(Path spool, Duration silence, long usualOutput) {}

    /**
     * The Access team and the applications whose assertions are accepted.
     *
     * @param issuer the team's address, exactly as in the tokens
     * @param keys where the team publishes its keys
     * @param audiences the audiences of the applications in front of this gate
     */
    public record Access(String issuer, URI keys, Set<String> audiences) {
        public Access {
            audiences = Set.copyOf(audiences);
        }
    }

    /**
     * The destination of each minute's activity.
     *
     * @param namespace the namespace of CloudWatch; empty for a log line
     * @param region the region of CloudWatch; empty for a log line
     */
    public record ActivityTarget(String namespace, String region) {
        public boolean isLog() {
            return namespace.isEmpty();
        }
    }

    /**
     * A virtual key that the stack declares.
     *
     * @param secret the whole key, as its caller has it
     * @param graceUntil until when the secret before this one still works; empty to end it at once
     * @param terms JSON, as the admin API takes it
     */
    public record DeclaredKey(ClientName client, KeyText secret, Optional<Instant> graceUntil, String terms) {}

    /** A secret from a credential file; it does not print. */
    public record Secret(String value) {
        @Override
        public String toString() {
            return "Secret";
        }
    }
}
