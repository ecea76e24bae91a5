package dev.portcullis.difference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.difference.Difference.Standing;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document that {@code plan --json} printed, here or elsewhere.
 *
 * @param resources by URN, in its order; only what exists in a cloud, and the providers that reach it
 * @param monthly empty when the price list did not know the price of a position
 */
public record PlanDocument(
        String stack,
        Map<String, Resource> resources,
        List<Rule> edgeRules,
        List<Promised> promises,
        Optional<Monthly> monthly,
        List<String> warnings) {
    /** Forty times the example's. */
    static final int MAX_BYTES = 4 << 20;

    /** The resources that a cloud would hold; secrets are {@code "[secret]"}. */
    record Resource(
            String urn,
            String type,
            String name,
            boolean protect,
            boolean retainOnDelete,
            List<String> dependsOn,
            List<String> ignoreChanges,
            JsonNode inputs) {

        String shortType() {
            return type.substring(type.lastIndexOf(':') + 1);
        }
    }

    /** A rule at the edge; their order counts. */
    record Rule(String ref, String action, String expression) {
        String text() {
            return action + " if " + expression;
        }
    }

    record Promised(String sentence, Standing standing, List<String> brokenBy) {}

    /** Decimal US dollars with two digits. */
    record Monthly(String running, String stopped) {}

    /**
     * Reads a file that anybody may have written.
     *
     * @throws BadInput with everything that is wrong with its form
     */
    public static PlanDocument read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(String.valueOf(file.getFileName()), in.readNBytes(MAX_BYTES + 1));
        } catch (IOException e) {
            throw new BadInput(
                    String.valueOf(file.getFileName()),
                    "a readable file",
                    e.getClass().getSimpleName(),
                    "Write it with: ./portcullis plan --json > FILE");
        }
    }

    /** The same for bytes already in memory; {@code name} stands for them in messages. */
    public static PlanDocument parse(String name, byte[] bytes) {
        return new PlanReader(name).read(bytes);
    }
}
