package dev.portcullis.settings;

/**
 * The settings of a dedicated zone beside the firewall; all but one are opt-in, because they concern more than the
 * gateway. In a shared zone they mean nothing.
 *
 * @param responseHeaders HSTS and nosniff on the gateway's answers only, but owning the zone's response-header phase
 * @param browserCheckOff on by default: no Browser Integrity Check for the gateway only, but owning the zone's configuration phase
 * @param minTls12 for every host name of the zone, as are the two that follow
 */
public record ZoneSettings(
        boolean responseHeaders,
        boolean browserCheckOff,
        boolean minTls12,
        boolean alwaysHttps,
        boolean botFightModeOff) {}
