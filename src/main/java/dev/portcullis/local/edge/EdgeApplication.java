package dev.portcullis.local.edge;

import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.probe.ServiceToken;
import dev.portcullis.settings.value.Origin;
import java.util.List;

/**
 * A stack's application at Cloudflare.
 *
 * @param tokens all of the account's, those of other applications too
 * @param audience the application's tag, which the gate demands in every token
 * @param corsOrigins empty when no browser may call
 */
public record EdgeApplication(
        EdgeRules rules, RateLimit rateLimit, List<ServiceToken> tokens, String audience, List<Origin> corsOrigins) {
    public EdgeApplication {
        tokens = List.copyOf(tokens);
        corsOrigins = List.copyOf(corsOrigins);
    }
}
