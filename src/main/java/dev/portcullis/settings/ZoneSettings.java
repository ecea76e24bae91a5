package dev.portcullis.settings;

/** What is changed on the Cloudflare zone for all its host names, not the gateway's alone; hence each is opt-in. */
public record ZoneSettings(boolean hsts, boolean minTls12, boolean alwaysHttps, boolean botFightModeOff) {}
