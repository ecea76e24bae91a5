package dev.portcullis.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/deploy.md} of the Cloudflare API token's permissions. */
final class CloudflareTokenTest {
    private static final Pattern TOKEN = Pattern.compile("\"cloudflare:index/\\w+:(\\w+)\"");

    @Test
    void the_table_has_everything_that_the_program_can_declare_or_ask_and_nothing_else() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/portcullis/infra/cloudflare"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                TOKEN.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(used::add);
            }
        }

        assertThat(listed()).isEqualTo(used);
    }

    /** The types and functions in code style. */
    private static Set<String> listed() throws IOException {
        Set<String> listed = new TreeSet<>();
        String table = Files.readString(Path.of("docs/deploy.md"))
                .replaceFirst("(?s).*\\| permission group \\|[^\n]*\n\\|[-|]+\n", "")
                .replaceFirst("(?s)\n<!-- /token-permissions.*", "");
        Pattern.compile("`(\\w+)`")
                .matcher(table)
                .results()
                .map(found -> found.group(1))
                // Settings, which stand in the table beside the types, begin in lower case and ask nothing.
                .filter(name -> name.matches("[A-Z].*|get[A-Z].*"))
                .forEach(listed::add);
        return listed;
    }
}
