package dev.portcullis.doctor;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.ZoneMode;
import dev.portcullis.stackfile.StackFile;
import java.nio.file.Path;
import java.util.Optional;

/** The file of a stack, and what it says of its zone. */
public record StackFacts(Fact file, Optional<CloudflareFacts.Zone> zone) {

    public static StackFacts read(Path project, String stack) {
        String name = "Pulumi." + stack + ".yaml";
        String remedy = "./portcullis plan --stack " + stack;
        try {
            Problems problems = new Problems();
            Optional<Settings> settings = Settings.from(StackFile.raw(project, stack), stack, problems);
            problems.throwIfAny();
            return new StackFacts(
                    Fact.of(name, true, "a file without a mistake", "no mistake", remedy),
                    settings.map(known -> new CloudflareFacts.Zone(
                            stack,
                            known.edge().cloudflare().accountId().value(),
                            known.edge().cloudflare().zoneId().value(),
                            known.edge().hostname().value(),
                            known.edge().cloudflare().zone() == ZoneMode.DEDICATED)));
        } catch (BadInput e) {
            int mistakes = e.problems().size();
            return new StackFacts(
                    Fact.of(
                            name,
                            false,
                            "a file without a mistake",
                            mistakes == 1
                                    ? e.problems()
                                            .get(0)
                                            .render()
                                            .lines()
                                            .findFirst()
                                            .orElse("one mistake")
                                    : mistakes + " mistakes",
                            remedy),
                    Optional.empty());
        }
    }
}
