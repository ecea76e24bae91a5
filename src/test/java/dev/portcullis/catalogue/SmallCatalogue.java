package dev.portcullis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One model of each shape, for tests that assert exact values. */
final class SmallCatalogue {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    static final String YAML = """
            models:
              - name: sage
                aliases: [sage-latest]
                vendor: anthropic
                kind: chat
                contextTokens: 1000000
                outputTokens: 128000
                can: [countTokens,
                  promptCaching]
                bedrock:
                  eu:
                    id: eu.anthropic.sage-1
                    regions: [eu-west-1, eu-north-1]
                  global:
                    id: global.anthropic.sage-1
                prices:
                  input: 0.11
                  output: 0.55
                  cacheRead: 0.011
                  cacheWrite5m: 0.1375
                  cacheWrite1h: 0.22
                  longContext:
                    above: 100000
                    input: 0.55
                    output: 2.75
                  geographies:
                    global:
                      input: 0.1
                      output: 0.5
              - name: scribe
                vendor: mistral
                kind: chat
                contextTokens: 128000
                outputTokens: 4096
                bedrock:
                  eu:
                    id: mistral.scribe-8b
                    regions: [eu-south-1, eu-west-1]
                  us:
                    id: mistral.scribe-8b
                    regions: [us-east-1]
                prices:
                  input: 0.15
                  output: 0.15
              - name: vector
                vendor: amazon
                kind: embedding
                contextTokens: 8192
                bedrock:
                  eu:
                    id: amazon.vector-v2:0
                    regions: [eu-west-1]
                prices:
                  input: 0.02
              - name: brush
                vendor: stability
                kind: image
                can: [imageEdits]
                bedrock:
                  us:
                    id: us.stability.brush-v1:0
                    regions: [us-east-1, us-west-2]
                prices:
                  image: 0.07
            retired:
              - name: old-brush
                id: amazon.old-brush-v1:0
                retired: 2026-09-30
                successor: brush
            """;

    private SmallCatalogue() {}

    static Catalogue catalogue() {
        return read(YAML);
    }

    static Catalogue read(String yaml) {
        Problems problems = new Problems();
        Optional<Catalogue> catalogue = Catalogue.parse("models.yaml", yaml, TODAY, problems);
        assertThat(problems.all()).isEmpty();
        return catalogue.orElseThrow();
    }

    static List<String> problemsOf(String yaml) {
        Problems problems = new Problems();
        assertThat(Catalogue.parse("models.yaml", yaml, TODAY, problems)).isEmpty();
        return problems.all().stream().map(Problem::render).toList();
    }
}
