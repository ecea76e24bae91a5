package dev.portcullis.infra.identity;

import dev.portcullis.infra.gateway.SpendAlarms;
import dev.portcullis.infra.stack.Arns;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names and numbers that the rights of an identity stack are written from.
 *
 * @param identity names of the identity stack
 * @param gateway names of the gateway stack that its roles serve
 * @param stateKey ARN of the key that encrypts the state; made up by KMS, so it cannot be derived from a name
 */
record RightsContext(Arns identity, Arns gateway, String stateKey) {

    /** ARN of the policy that every role of the gateway must carry. */
    String boundary() {
        return identity.policy(Arns.BOUNDARY);
    }

    String stack() {
        return gateway.names().stack();
    }

    /** ARN of a thing of the gateway whose name is known, such as {@code lambda} and {@code function:}. */
    String named(String service, String kind, String part) {
        return gateway.regional(service, kind + gateway.names().of(part));
    }

    /** ARNs of the gateway's budgets. */
    List<String> budgets() {
        return Stream.of(SpendAlarms.BEDROCK_DAILY, SpendAlarms.MARKETPLACE_DAILY, SpendAlarms.MONTHLY)
                .map(part ->
                        gateway.global("budgets", "budget/" + gateway.names().of(part)))
                .toList();
    }

    /** ARNs of what those budgets do by themselves; AWS makes the last part up. */
    List<String> budgetActions() {
        return budgets().stream().map(budget -> budget + "/action/*").toList();
    }

    String role(String part) {
        return gateway.role(part);
    }
}
