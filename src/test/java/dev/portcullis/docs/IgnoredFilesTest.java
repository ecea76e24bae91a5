package dev.portcullis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that somebody writes into the project's folder, as the pages say, is never committed by accident. */
final class IgnoredFilesTest {
    private static final Pattern NAMES = Pattern.compile("(?<![A-Za-z0-9._/~-])"
            + "([a-z][a-z0-9-]*\\.(?:key|secret|env|dump|dump\\.seal)|\\.env|state\\.json)(?![A-Za-z0-9.])");

    @TempDir
    private Path folder;

    @Test
    void git_ignores_every_secret_that_the_pages_name() throws Exception {
        Set<String> names = new TreeSet<>(List.of(".env", "prod.dump", "prod.dump.seal"));
        for (MarkdownPage page : MarkdownPage.all()) {
            NAMES.matcher(Files.readString(page.path())).results().forEach(name -> names.add(name.group(1)));
        }
        assertThat(names).contains("caller.env", "ledger.key", "nightly.key", "clients.secret", "state.json");

        Files.copy(Path.of(".gitignore"), folder.resolve(".gitignore"));
        git("init", "--quiet");
        for (String name : names) {
            Files.writeString(folder.resolve(name), "secret");
        }

        assertThat(git("status", "--porcelain", "--untracked-files=all")).isEqualTo("?? .gitignore\n");
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }
}
