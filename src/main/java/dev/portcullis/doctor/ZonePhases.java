package dev.portcullis.doctor;

import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.ZoneMode;
import java.util.ArrayList;
import java.util.List;

/** The phases whose one ruleset a stack makes; a test compares them with what the program declares. */
final class ZonePhases {
    private ZonePhases() {}

    static List<String> of(Settings settings) {
        List<String> phases = new ArrayList<>();
        if (settings.edge().cloudflare().zone() == ZoneMode.DEDICATED) {
            phases.add("http_request_firewall_custom");
            phases.add("http_ratelimit");
            if (settings.edge().zoneSettings().responseHeaders()) {
                phases.add("http_response_headers_transform");
            }
            if (settings.edge().zoneSettings().browserCheckOff()) {
                phases.add("http_config_settings");
            }
        }
        return List.copyOf(phases);
    }
}
