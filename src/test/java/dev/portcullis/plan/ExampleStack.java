package dev.portcullis.plan;

import dev.portcullis.infra.Program;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.infra.stack.StackBlueprint;
import dev.portcullis.stackfile.StackFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** The example stack of the repository, recorded once: it is the real program with the real tables. */
public final class ExampleStack {
    public static final Path PROJECT = Path.of("").toAbsolutePath();
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private ExampleStack() {}

    static Declared declared() {
        return Once.DECLARED;
    }

    /** A class of its own: the program runs on other threads, which must not wait for this one to be initialised. */
    private static final class Once {
        private static final Declared DECLARED = record(Map.of());
    }

    /** With other values than the example's, by full key. */
    public static Blueprint blueprint(Map<String, Object> changes) {
        Map<String, Object> raw = new LinkedHashMap<>(StackFile.raw(PROJECT, "dev"));
        raw.putAll(changes);
        return Blueprint.read(PROJECT, raw, "dev", TODAY);
    }

    /** The example of an identity stack, recorded. */
    public static Declared identity(Map<String, Object> changes) {
        StackBlueprint blueprint = identityBlueprint(changes);
        return RecordingEngine.record("identity", context -> Program.declare(context, blueprint));
    }

    static StackBlueprint identityBlueprint(Map<String, Object> changes) {
        Map<String, Object> raw = new LinkedHashMap<>(StackFile.raw(PROJECT, "identity"));
        raw.putAll(changes);
        return StackBlueprint.of(PROJECT, raw, "identity", TODAY);
    }

    public static Declared record(Map<String, Object> changes) {
        Blueprint blueprint = blueprint(changes);
        return RecordingEngine.record("dev", context -> Program.declare(context, blueprint));
    }
}
