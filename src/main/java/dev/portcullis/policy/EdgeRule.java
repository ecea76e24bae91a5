package dev.portcullis.policy;

/**
 * One firewall rule; its action is always to block.
 *
 * @param ref stable, so that Cloudflare updates the rule instead of replacing it
 * @param madeFrom the setting or file that makes it long, for messages
 * @param expression blocks when true
 */
public record EdgeRule(String ref, String description, String madeFrom, Expression expression) {}
