package dev.portcullis.doctor;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.Settings;
import dev.portcullis.stackfile.StackFile;
import java.nio.file.Path;
import java.util.Optional;

/** The file of a stack, and the settings that are in it; none when it has a mistake. */
record StackFacts(Fact file, Optional<Settings> settings) {

    static StackFacts read(Path project, String stack) {
        String name = "Pulumi." + stack + ".yaml";
        try {
            Problems problems = new Problems();
            Optional<Settings> settings = Settings.from(StackFile.raw(project, stack), stack, problems);
            problems.throwIfAny();
            return new StackFacts(FactKind.STACK_FILE.holds(name, "no mistake"), settings);
        } catch (BadInput e) {
            String first = e.problems().get(0).render().lines().findFirst().orElse("one mistake");
            return new StackFacts(
                    FactKind.STACK_FILE.fails(
                            name,
                            e.problems().size() == 1 ? first : e.problems().size() + " mistakes",
                            "./portcullis plan --stack " + stack),
                    Optional.empty());
        }
    }
}
