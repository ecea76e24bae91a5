package dev.portcullis.local.boot.cloud;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.local.boot.BootTest;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.release.Components;
import dev.portcullis.settings.Settings;
import java.nio.file.Path;

/**
 * The parts of the machine that is booted.
 *
 * @param cache for what is the same in each run
 * @param folder for this run; not there yet
 * @param cloudflared the program; see {@link BootTest#cloudflaredStandIn}
 */
public record BootParts(
        Path project,
        Settings settings,
        Catalogue catalogue,
        EdgeRules rules,
        RateLimit rateLimit,
        Components components,
        Rendered rendered,
        Path cloudflared,
        Path cache,
        Path folder) {}
