package dev.portcullis.gate.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.policy.ApiShape;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every field of every table on every model: it leaves the gate, is named, or is one of the table of translations. */
final class EveryFieldTest {
    @ParameterizedTest
    @EnumSource(
            value = ApiShape.class,
            names = {
                "OPENAI_CHAT",
                "OPENAI_RESPONSES",
                "ANTHROPIC_MESSAGES",
                "OPENAI_EMBEDDINGS",
                "OPENAI_IMAGES_GENERATIONS"
            })
    void each_has_a_sample(ApiShape api) throws IOException {
        Set<String> sampled = new TreeSet<>();
        for (Scene scene : Scene.of(api)) {
            TablePaths.leaves(Bodies.table(api), scene.body()).forEach(leaf -> sampled.add(leaf.path()));
        }
        Set<String> missing = TablePaths.of(Bodies.table(api));
        missing.removeAll(sampled);
        missing.remove("model");
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiShape.class,
            names = {
                "OPENAI_CHAT",
                "OPENAI_RESPONSES",
                "ANTHROPIC_MESSAGES",
                "OPENAI_EMBEDDINGS",
                "OPENAI_IMAGES_GENERATIONS"
            })
    void nothing_stays_behind_in_the_gate_unnamed(ApiShape api) throws IOException {
        SilentFields silent = new SilentFields();
        for (Scene scene : Scene.of(api)) {
            for (OfferedModel offered : AtGate.CATALOGUE.offered("us")) {
                if (scene.concerns(offered.model())) {
                    AtGate.of(scene, offered.model(), 100_001)
                            .silent()
                            .forEach(leaf -> silent.add(scene, leaf, offered.model()));
                }
            }
        }
        assertThat(silent.lines()).isEmpty();
    }
}
