package dev.portcullis.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a stranger may have written. */
final class PlanDocumentTest {
    private static final String REMEDY = "\n  Write it anew with: ./portcullis plan --json";

    @TempDir
    private Path folder;

    @Test
    void a_plan_without_a_price_is_a_plan() {
        assertThat(new Plans().set("cost", "null").document().monthly()).isEmpty();
    }

    @Test
    void a_file_beyond_four_mebibytes_is_refused_unread() throws IOException {
        Path file = Files.write(folder.resolve("head.json"), new byte[PlanDocument.MAX_BYTES + 1]);

        assertThatThrownBy(() -> PlanDocument.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessage("head.json: expected at most 4194304 bytes, got more" + REMEDY);
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        assertThatThrownBy(() -> PlanDocument.read(folder.resolve("head.json")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("head.json: expected a readable file, got NoSuchFileException\n");
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] bytes = new Plans().bytes();
        bytes[2] = (byte) 0xff;

        refused(bytes, "plan.json: expected UTF-8, got bytes that are not" + REMEDY);
    }

    @Test
    void a_key_that_stands_there_twice_is_refused() {
        refused(
                "{\"stack\":\"dev\",\n\"stack\":\"prod\"}",
                "plan.json: expected JSON of at most 64 levels, each key once, got an error in line 2" + REMEDY);
    }

    @Test
    void depth_is_bounded() {
        refused(
                "[".repeat(100),
                "plan.json: expected JSON of at most 64 levels, each key once, got something else" + REMEDY);
    }

    @Test
    void nothing_may_follow_the_plan() {
        refused(
                new String(new Plans().bytes(), StandardCharsets.UTF_8) + "{}",
                "plan.json: expected JSON of at most 64 levels, each key once, got an error in line 1" + REMEDY);
    }

    @Test
    void an_array_is_no_plan() {
        refused("[]", "plan.json: expected a JSON object, got something else" + REMEDY);
    }

    @Test
    void all_that_is_wrong_with_the_form_is_told_at_once_and_never_repeated() {
        byte[] bytes = new Plans()
                .set("stack", "\"<b>dev</b>\"")
                .set("resources", "{}")
                .set("cost", "{\"monthlyRunning\":\"free | @team\",\"monthlyStopped\":\"2.56\"}")
                .set("promises", "[{\"promise\":\"p\",\"holds\":\"yes\",\"brokenBy\":[]}]")
                .bytes();

        refused(
                bytes,
                "4 problems:\n"
                        + "plan.json: stack: expected the name of a stack, got something else" + REMEDY + "\n"
                        + "plan.json: resources: expected an array of at most 2000, got a JSON object" + REMEDY + "\n"
                        + "plan.json: holds: expected true or false, got a JSON string" + REMEDY + "\n"
                        + "plan.json: monthlyRunning: expected dollars and cents, got something else" + REMEDY);
    }

    @Test
    void a_urn_that_stands_there_twice_is_refused() {
        String twice = Plans.resource("aws:ebs/volume:Volume", "disk", "{}");

        refused(
                new Plans().with(twice, twice).bytes(),
                "plan.json: resources: expected each URN once, got one twice" + REMEDY);
    }

    private static void refused(String text, String message) {
        refused(text.getBytes(StandardCharsets.UTF_8), message);
    }

    private static void refused(byte[] bytes, String message) {
        assertThatThrownBy(() -> PlanDocument.parse("plan.json", bytes))
                .isInstanceOf(BadInput.class)
                .hasMessage(message);
    }
}
