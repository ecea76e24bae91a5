package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.docs.MarkdownPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Pulumi CLI knows every command and option of its own that a page names. */
final class PulumiInPagesIT {
    private static final Pattern COMMAND = Pattern.compile("(?:^|[ (])(pulumi (?:[a-z-]+)[^|>#)]*)");
    /** These have commands of their own. */
    private static final List<String> GROUPS = List.of("config", "stack", "state");

    static Stream<String> commands() {
        return MarkdownPage.all().stream()
                .flatMap(page -> Stream.concat(
                        page.lines().stream()
                                .filter(line -> line.language().equals("sh"))
                                .map(MarkdownPage.Line::text),
                        page.inlineCode().stream().filter(code -> code.startsWith("pulumi "))))
                .flatMap(text -> COMMAND.matcher(text).results())
                .map(found -> found.group(1).strip())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void it_is_known(String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command.split(" +")));
        String path = String.join(" ", words.subList(0, GROUPS.contains(words.get(1)) && words.size() > 2 ? 3 : 2));
        words.set(0, EngineTools.folder().resolve("pulumi").toString());
        words.add("--help");
        Process asked = new ProcessBuilder(words).redirectErrorStream(true).start();
        String help = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(asked.waitFor()).as(help).isZero();
        assertThat(help).containsPattern("  " + path + " |Aliases:\n.*\\b" + path.replaceFirst(".* ", "") + "\\b");
    }
}
