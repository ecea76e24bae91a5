package dev.portcullis.doctor;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.IdentitySettings;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.StackKind;
import dev.portcullis.stackfile.StackFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The file of a stack, and the settings of its kind that are in it; none when it has a mistake. */
record StackFacts(Fact file, Optional<Settings> gateway, Optional<IdentitySettings> identity) {

    static StackFacts read(Path project, String stack) {
        String name = "Pulumi." + stack + ".yaml";
        try {
            Problems problems = new Problems();
            Map<String, Object> raw = StackFile.raw(project, stack);
            boolean isIdentity = StackKind.from(raw, problems)
                    .filter(StackKind.IDENTITY::equals)
                    .isPresent();
            Optional<IdentitySettings> identity =
                    isIdentity ? IdentitySettings.from(raw, stack, problems) : Optional.empty();
            Optional<Settings> gateway = isIdentity ? Optional.empty() : Settings.from(raw, stack, problems);
            problems.throwIfAny();
            return new StackFacts(FactKind.STACK_FILE.holds(name, "no mistake"), gateway, identity);
        } catch (BadInput e) {
            String first = e.problems().get(0).render().lines().findFirst().orElse("one mistake");
            return new StackFacts(
                    FactKind.STACK_FILE.fails(
                            name,
                            e.problems().size() == 1 ? first : e.problems().size() + " mistakes",
                            "./portcullis plan --stack " + stack),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
