package dev.portcullis.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.probe.EdgeAttacks;
import org.junit.jupiter.api.Test;

final class AttackCorpusTest {
    @Test
    void the_few_attacks_of_every_smoke_check_stand_in_the_corpus() {
        assertThat(AttackCorpus.ofEdge().stream()
                        .filter(line -> line.method().equals("GET"))
                        .map(AttackCorpus.Line::target))
                .containsAll(EdgeAttacks.PATHS);
    }
}
