package dev.portcullis.gate.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.input.Problems;
import dev.portcullis.policy.ApiShape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;

/** Puts texts through {@link Bodies} with a small catalogue, in the geography {@code eu}. */
public final class Rebuilding {
    static final Catalogue CATALOGUE = catalogue();
    public static final ObjectMapper JSON = new ObjectMapper();

    /** A PNG of one pixel in base64. */
    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

    private Rebuilding() {}

    public static Rebuilt rebuild(ApiShape shape, String body) throws Refused {
        return rebuild(shape, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Rebuilt rebuild(ApiShape shape, byte[] body) throws Refused {
        return Bodies.rebuild(shape, body, "application/json", CATALOGUE, "eu");
    }

    static String rebuiltText(ApiShape shape, String body) throws Refused {
        return new String(rebuild(shape, body).bytes(), StandardCharsets.UTF_8);
    }

    public static Refused refused(ApiShape shape, String body) {
        return refused(shape, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Refused refused(ApiShape shape, byte[] body) {
        Refused refused = catchThrowableOfType(Refused.class, () -> rebuild(shape, body));
        assertThat(refused).as("was not refused").isNotNull();
        return refused;
    }

    public static String message(ApiShape shape, String body) {
        return refused(shape, body).message();
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the test's own JSON", e);
        }
    }

    private static Catalogue catalogue() {
        Problems problems = new Problems();
        Path file = Path.of("src/test/resources/dev/portcullis/gate/shape/models.yaml");
        Catalogue catalogue = Catalogue.read(file, LocalDate.of(2026, 11, 21), problems)
                .orElseThrow(() -> {
                    throw new AssertionError(problems.all().toString());
                });
        return catalogue;
    }
}
