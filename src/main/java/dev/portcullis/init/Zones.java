package dev.portcullis.init;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.cloudflare.CloudflareAnswer;
import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.init.question.Zone;
import dev.portcullis.input.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Cloudflare token, and the zones that it can see. */
final class Zones {
    private static final int MOST_PAGES = 20;
    private static final String AGAIN = "Check the network, and run the same command again; no answer is lost";

    private final CloudflareApi cloudflare;

    Zones(CloudflareApi cloudflare) {
        this.cloudflare = cloudflare;
    }

    /** The mistake in a token, if there is one; a text of another form is never sent. */
    static Optional<BadInput> mistakeOfForm(String token) {
        return token.matches("[A-Za-z0-9_-]{16,200}")
                ? Optional.empty()
                : Optional.of(new BadInput(
                        "Cloudflare token",
                        "an API token, letters and digits without spaces",
                        "a text of another form (" + token.length() + " characters)",
                        "Copy it from the dashboard, which shows it once"));
    }

    /** @throws BadInput when Cloudflare cannot be reached */
    Optional<BadInput> mistake() throws InterruptedException {
        CloudflareAnswer answer = cloudflare.get("/user/tokens/verify");
        if (answer instanceof CloudflareAnswer.Given given) {
            String status = given.result().path("status").asText("");
            return status.equals("active") ? Optional.empty() : Optional.of(bad("one that is " + status));
        }
        if (answer instanceof CloudflareAnswer.Refused) {
            return Optional.of(bad("one that Cloudflare does not know"));
        }
        throw unreached((CloudflareAnswer.Unreached) answer);
    }

    private static BadInput bad(String given) {
        return new BadInput(
                "Cloudflare token",
                "an active API token of a user",
                given,
                "Make one with the link, or at https://dash.cloudflare.com/profile/api-tokens");
    }

    private static BadInput unreached(CloudflareAnswer.Unreached answer) {
        return new BadInput("Cloudflare", "an answer of its API", answer.reason(), AGAIN);
    }

    /** @throws BadInput when there is none, or the token may not read them */
    List<Zone> all() throws InterruptedException {
        List<Zone> zones = new ArrayList<>();
        int pages = 1;
        for (int page = 1; page <= Math.min(pages, MOST_PAGES); page++) {
            CloudflareAnswer answer = cloudflare.get("/zones?per_page=50&page=" + page);
            if (answer instanceof CloudflareAnswer.Unreached unreached) {
                throw unreached(unreached);
            }
            if (answer instanceof CloudflareAnswer.Given given) {
                pages = given.pages();
                given.result().forEach(zone -> zones.add(zone(zone)));
            } else {
                break;
            }
        }
        if (zones.isEmpty()) {
            throw new BadInput(
                    "Cloudflare token",
                    "the permission Zone Read on your zone",
                    "a token that sees no zone",
                    "Edit it at https://dash.cloudflare.com/profile/api-tokens; its text stays the same");
        }
        return zones;
    }

    private static Zone zone(JsonNode zone) {
        return new Zone(
                zone.path("id").asText(""),
                zone.path("name").asText(""),
                zone.path("status").asText(""),
                zone.at("/account/id").asText(""),
                zone.at("/plan/legacy_id").asText(""));
    }
}
