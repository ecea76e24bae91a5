package dev.portcullis.settings;

/**
 * What is changed on a dedicated zone beside the firewall; each is opt-in, because it concerns more than the gateway.
 *
 * @param responseHeaders HSTS and nosniff on the gateway's answers only, but owning the zone's response-header phase
 * @param browserCheckOff no Browser Integrity Check for the gateway only, but owning the zone's configuration phase
 * @param minTls12 for every host name of the zone, as are the two that follow
 */
public record ZoneSettings(
        boolean responseHeaders,
        boolean browserCheckOff,
        boolean minTls12,
        boolean alwaysHttps,
        boolean botFightModeOff) {}
