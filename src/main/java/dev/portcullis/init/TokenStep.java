package dev.portcullis.init;

import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.cloudflare.TokenLink;
import dev.portcullis.init.question.Proposal;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Has a Cloudflare token that is active, as a secret of the stack. */
final class TokenStep {
    static final String VARIABLE = "CLOUDFLARE_API_TOKEN";

    private final StackSetup.Request request;
    private final Dialogue dialogue;

    private final URI link;

    /** @param proposal the settings so far, which decide about the permissions */
    TokenStep(StackSetup.Request request, Dialogue dialogue, Proposal proposal) {
        this.request = request;
        this.dialogue = dialogue;
        this.link = TokenLink.of("Portcullis " + request.stack(), proposal.permissions());
    }

    String ready(CliFile cli) throws IOException, InterruptedException {
        dialogue.waitingFor("Pulumi for the stack's token");
        Optional<String> kept = cli.token();
        Optional<String> given = given();
        Optional<String> first = given.or(() -> kept);
        Optional<BadInput> mistake = first.isPresent() ? mistake(first.get()) : Optional.empty();
        if (first.isPresent() && mistake.isEmpty()) {
            return keep(cli, first.get(), kept);
        }
        if (!dialogue.isInteractive()) {
            throw mistake.orElseThrow();
        }
        mistake.ifPresent(bad -> dialogue.say(bad.getMessage()));
        return keep(cli, asked(), kept);
    }

    private String asked() throws InterruptedException {
        dialogue.say("Make a Cloudflare token with this link, for your zone");
        dialogue.say("alone, and paste it here:");
        dialogue.say(link.toString());
        while (true) {
            String token = dialogue.askSecretly("Cloudflare token (not shown): ")
                    .map(String::strip)
                    .orElseThrow(EndOfInput::new);
            Optional<BadInput> mistake = mistake(token);
            if (mistake.isEmpty()) {
                return token;
            }
            dialogue.say(mistake.get().getMessage());
        }
    }

    private Optional<BadInput> mistake(String token) throws InterruptedException {
        Optional<BadInput> ofForm = Zones.mistakeOfForm(token);
        if (ofForm.isPresent()) {
            return ofForm;
        }
        dialogue.waitingFor("Cloudflare for the token");
        return new Zones(new CloudflareApi(request.cloudflare(), token)).mistake();
    }

    private String keep(CliFile cli, String token, Optional<String> kept) throws IOException {
        if (kept.isEmpty() || !kept.get().equals(token)) {
            dialogue.waitingFor("Pulumi, which encrypts the token");
            cli.keepToken(token);
        }
        dialogue.say("Cloudflare token: active, kept as a secret of the stack");
        return token;
    }

    /** Whether one is given without asking; it may still be a wrong one. */
    static boolean isGiven(StackSetup.Request request) {
        return request.given().tokenFile().isPresent()
                || !request.environment().getOrDefault(VARIABLE, "").isEmpty();
    }

    private Optional<String> given() throws IOException {
        Optional<Path> file = request.given().tokenFile();
        return file.isPresent()
                ? Optional.of(Files.readString(file.get()).strip())
                : Optional.of(request.environment().getOrDefault(VARIABLE, "")).filter(token -> !token.isEmpty());
    }
}
