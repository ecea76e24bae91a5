package dev.portcullis.infra.cloudflare.outputs;

/**
 * The account's Access organization.
 *
 * @param authDomain {@code <team>.cloudflareaccess.com}; with {@code https://} before it, it is the JWT's issuer
 */
public record GetZeroTrustOrganizationResult(String authDomain) {}
