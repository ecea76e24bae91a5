package dev.portcullis.settings;

import dev.portcullis.input.Problems;
import dev.portcullis.input.Suggestion;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The configuration as it came. Reading goes on after a problem, and nothing is built once there is one. */
final class RawConfig {
    /** Names of before to what to do; their values meant two things at once, so neither is taken over. */
    private static final Map<String, String> RENAMED = Map.of(
            "dailyModelBudgetUsd",
            "Write instead: capDayUsd, which stops calls, and warnModelsDayUsd, which sends a mail",
            "monthlyBudgetUsd",
            "Write instead: capMonthUsd, which stops calls, and warnAccountMonthUsd, which sends a mail");

    private final Map<String, Object> raw;
    private final Problems problems;
    private final int before;

    RawConfig(Map<String, Object> raw, Problems problems) {
        this.raw = raw;
        this.problems = problems;
        this.before = problems.all().size();
    }

    RawValue get(Key key) {
        return get(key, key.example());
    }

    /** The value, with an example for its problems that fits the other settings. */
    RawValue get(Key key, String example) {
        return new RawValue(key.full(), example, raw.get(key.full()), problems);
    }

    Problems problems() {
        return problems;
    }

    /** Builds from values that are all present if nothing has been wrong so far. */
    <T> Optional<T> ifSound(Supplier<T> build) {
        return problems.all().size() == before ? Optional.of(build.get()) : Optional.empty();
    }

    /** The value of such a key is never shown: somebody may have kept a secret under it. */
    void refuseUnknownKeys() {
        Set<String> known = Key.names();
        raw.keySet().stream()
                .filter(key -> key.startsWith(Key.NAMESPACE))
                .sorted()
                .forEach(key -> {
                    String name = key.substring(Key.NAMESPACE.length());
                    if (!known.contains(name)) {
                        String remedy = RENAMED.getOrDefault(name, Suggestion.remedy(name, known));
                        problems.add(key, "a known key", "'" + name + "'", remedy);
                    }
                });
    }
}
