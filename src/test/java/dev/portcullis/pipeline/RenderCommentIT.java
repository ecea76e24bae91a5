package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .github/scripts/render-comment} with the built command line. */
final class RenderCommentIT {
    private static final String SCRIPT = ".github/scripts/render-comment";

    @TempDir
    private Path folder;

    @Test
    void a_branch_that_changes_nothing_is_told_so() throws IOException {
        Path head = folder.resolve("head.json");
        assertThat(run(head, "./portcullis", "plan", "--json")).isZero();

        Path comment = folder.resolve("comment.md");
        assertThat(run(comment, SCRIPT, head.toString())).isZero();
        assertThat(Files.readString(comment))
                .startsWith("<!-- portcullis-plan -->\n### Portcullis plan of stack `dev`\n\n"
                        + "No resource and no edge rule differs.\n")
                .contains("Reported by the branch");
    }

    @Test
    void a_branch_s_file_that_is_no_plan_makes_no_comment() throws IOException {
        Path head = Files.writeString(folder.resolve("head.json"), "{\"resources\": \"@everyone\"}");

        Path comment = folder.resolve("comment.md");
        assertThat(run(comment, SCRIPT, head.toString())).isEqualTo(2);
        assertThat(comment).isEmptyFile();
    }

    private int run(Path output, String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        return process.onExit().join().exitValue();
    }
}
