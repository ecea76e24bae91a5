package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CorpusTest {
    @Test
    void a_line_is_read_with_its_control_characters() {
        List<Corpus.Line> lines =
                Corpus.parse("x.tsv", "# columns\nboth\tGET\thttps://LLM.example.com:443\t/a␉b?q=/c\ta tab\n", 5);

        assertThat(lines)
                .containsExactly(
                        new Corpus.Line("x.tsv:2", true, "GET", "https://LLM.example.com:443", "/a\tb?q=/c", "a tab"));
        assertThat(lines.get(0).rawPath()).isEqualTo("/a\tb");
        assertThat(lines.get(0).request())
                .isEqualTo(new EdgeRequest("GET", "LLM.example.com:443", true, "/a\tb", "203.0.113.7"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "both>GET>https://a>/x | x.tsv:1: expected 5 columns, got 4",
                "both>GET>https://a>/x> | x.tsv:1: expected a text in every column, got an empty one",
                "gate>GET>https://a>/x>c | x.tsv:1: expected 'both' or 'edge', got 'gate'",
                "both>GET>a.example>/x>c | x.tsv:1: expected an origin, got 'a.example'",
            })
    void a_malformed_line_is_refused(String row, String message) {
        assertThatThrownBy(() -> Corpus.parse("x.tsv", row.replace('>', '\t'), 5))
                .hasMessage(message);
    }

    @Test
    void a_request_that_is_there_twice_is_refused() {
        String row = "GET\thttps://a\t/x\tone\n";

        assertThatThrownBy(() -> Corpus.parse("x.tsv", row + row.replace("one", "two"), 4))
                .hasMessage("x.tsv:2: the request is there already");
    }

    @Test
    void every_route_has_a_request_that_passes() {
        Routes routes = Tables.shipped();
        Set<Route> asked = Corpus.pass().stream()
                .flatMap(line -> routes.match(line.method(), line.rawPath()).stream())
                .collect(Collectors.toSet());

        assertThat(asked).containsExactlyInAnyOrderElementsOf(routes.all());
    }
}
