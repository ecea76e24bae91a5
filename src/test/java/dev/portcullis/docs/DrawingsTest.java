package dev.portcullis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The drawings are well-formed, have words for readers who do not see them, and fit a dark page. */
final class DrawingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"request", "desired-state"})
    void a_drawing_has_a_title_a_description_and_a_ground_of_its_own_in_both_modes(String name) throws Exception {
        Path file = Path.of("docs", name + ".svg");
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Document drawing = parsers.newDocumentBuilder().parse(file.toFile());

        assertThat(text(drawing.getElementsByTagName("title"))).isNotBlank();
        assertThat(text(drawing.getElementsByTagName("desc"))).isNotBlank();
        assertThat(Files.readString(file))
                .containsSubsequence(
                        ".card { fill: #ffffff",
                        "@media (prefers-color-scheme: dark)",
                        ".card { fill: #0d1117",
                        "<rect class=\"card\"");
    }

    private static String text(NodeList found) {
        return found.getLength() == 1 ? found.item(0).getTextContent() : "";
    }
}
