package dev.portcullis.policy;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Hostname;
import java.nio.file.Path;
import java.util.List;

/** The table and the rules as they ship, for a host of the documentation's domain. */
final class Tables {
    static final Hostname HOST = new Hostname("llm.example.com");

    private Tables() {}

    static Routes shipped() {
        Problems problems = new Problems();
        Routes routes = Routes.read(Path.of("config/routes.yaml"), problems).orElse(null);
        problems.throwIfAny();
        if (routes == null) {
            throw new IllegalStateException("a table was refused without a reason");
        }
        return routes;
    }

    static EdgeRules rules() {
        return EdgeRules.of(shipped(), HOST, List.of(), false);
    }
}
