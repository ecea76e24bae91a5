package dev.portcullis.gate.ledger.money;

import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.settings.value.Usd;
import java.util.UUID;

/**
 * One call, as the ledger reserves money for it.
 *
 * @param id chosen by the one who asks, so that an answer that got lost can still be taken back
 * @param model canonical name
 * @param capability word of routes.yaml
 * @param amount the most that the call can cost
 * @param tokens the prompt's tokens, for the key's limit per minute
 * @param requests that Bedrock gets for it, for the key's other limit per minute
 */
public record Call(UUID id, VirtualKey key, String model, String capability, Usd amount, long tokens, long requests) {}
