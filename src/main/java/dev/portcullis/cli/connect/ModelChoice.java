package dev.portcullis.cli.connect;

import dev.portcullis.cli.connect.CallerOptions.CallerAt;
import dev.portcullis.clients.ClientTarget;
import dev.portcullis.connect.Reached.OfferedName;
import dev.portcullis.input.BadInput;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models that a tool is set to: the asked one, or the first that the key may use and the first of Anthropic's. */
final class ModelChoice {
    private ModelChoice() {}

    static ClientTarget target(CallerAt known, List<OfferedName> models, Optional<String> asked) {
        if (models.isEmpty()) {
            throw new BadInput(
                    "key", "one that may use a chat model", "none of them", "See ./portcullis keys edit --help");
        }
        asked.filter(name -> models.stream().noneMatch(offered -> offered.name().equals(name)))
                .ifPresent(name -> {
                    throw new BadInput(
                            "--model",
                            "one of " + models.stream().map(OfferedName::name).collect(Collectors.joining(", ")),
                            "'" + name + "'",
                            "Leave it out for the first");
                });
        String chat = asked.orElse(models.get(0).name());
        String claude = asked.or(() -> models.stream()
                        .filter(offered -> offered.vendor().equals("anthropic"))
                        .map(OfferedName::name)
                        .findFirst())
                .orElse(chat);
        return new ClientTarget(
                known.url().toString(),
                known.credentials().token().clientId(),
                known.credentials().token().clientSecret(),
                known.credentials().key(),
                chat,
                claude);
    }
}
