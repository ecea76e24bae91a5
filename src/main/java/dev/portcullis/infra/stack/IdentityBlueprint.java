package dev.portcullis.infra.stack;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.IdentitySettings;
import dev.portcullis.settings.value.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An identity stack needs its settings and nothing else: its rights are written for names. */
public record IdentityBlueprint(Path project, IdentitySettings settings) implements StackBlueprint {

    static IdentityBlueprint read(Path project, Map<String, Object> raw, String stack) {
        Problems problems = new Problems();
        Optional<IdentitySettings> settings = IdentitySettings.from(raw, stack, problems);
        problems.throwIfAny();
        return new IdentityBlueprint(project, settings.orElseThrow());
    }

    @Override
    public String stackName() {
        return settings.stackName();
    }

    @Override
    public Region region() {
        return settings.region();
    }

    @Override
    public List<String> warnings() {
        return settings.githubRepository().isImmutable()
                ? List.of()
                : List.of(
                        "githubRepository has no numbers: GitHub puts them into the subject of every repository made or"
                                + " renamed since 15 July 2026, and without them the next owner of the name gets the roles");
    }
}
