package dev.portcullis.local.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class PromptCacheTest {
    private final PromptCache cache = new PromptCache();

    @Test
    void without_marks_all_input_is_plain() {
        assertThat(usage(reader -> reader.text("one two three"))).isEqualTo(new BilledUsage(3, 0, 0, 0, 0));
        assertThat(usage(reader -> reader.text("one two three"))).isEqualTo(new BilledUsage(3, 0, 0, 0, 0));
    }

    @Test
    void a_marked_prefix_is_written_once_and_read_afterwards() {
        assertThat(usage(marked("one two", "three"))).isEqualTo(new BilledUsage(1, 0, 2, 0, 0));
        assertThat(usage(marked("one two", "another tail"))).isEqualTo(new BilledUsage(2, 2, 0, 0, 0));
    }

    @Test
    void another_prefix_or_another_model_is_written_again() {
        usage(marked("one two", "three"));

        assertThat(usage(marked("one 2", "three"))).isEqualTo(new BilledUsage(1, 0, 2, 0, 0));
        assertThat(cache.usage("other", prompt(marked("one two", "three")))).isEqualTo(new BilledUsage(1, 0, 2, 0, 0));
    }

    @Test
    void each_stretch_is_written_for_as_long_as_its_mark_says() {
        Consumer<Prompt.Reader> twoMarks = reader -> {
            reader.text("kept long");
            reader.mark(CacheTtl.ONE_HOUR);
            reader.text("kept for a while");
            reader.mark(CacheTtl.FIVE_MINUTES);
            reader.text("asked");
        };

        assertThat(usage(twoMarks)).isEqualTo(new BilledUsage(1, 0, 4, 2, 0));
        assertThat(usage(twoMarks)).isEqualTo(new BilledUsage(1, 6, 0, 0, 0));
    }

    @Test
    void a_longer_conversation_reads_what_is_known_and_writes_the_rest() {
        usage(marked("one two", ""));

        assertThat(usage(reader -> {
                    reader.text("one two");
                    reader.mark(CacheTtl.FIVE_MINUTES);
                    reader.text("three four five");
                    reader.mark(CacheTtl.FIVE_MINUTES);
                    reader.text("six");
                }))
                .isEqualTo(new BilledUsage(1, 2, 3, 0, 0));
    }

    @Test
    void a_moved_mark_still_finds_its_prefix() {
        usage(reader -> {
            reader.text("one two");
            reader.text("three");
            reader.mark(CacheTtl.FIVE_MINUTES);
        });

        assertThat(usage(reader -> {
                    reader.text("one two");
                    reader.mark(CacheTtl.FIVE_MINUTES);
                    reader.text("three");
                    reader.mark(CacheTtl.FIVE_MINUTES);
                }))
                .isEqualTo(new BilledUsage(0, 3, 0, 0, 0));
    }

    private BilledUsage usage(Consumer<Prompt.Reader> parts) {
        return cache.usage("model", prompt(parts));
    }

    private static Prompt prompt(Consumer<Prompt.Reader> parts) {
        Prompt.Reader reader = new Prompt.Reader();
        parts.accept(reader);
        return reader.prompt("", 1_000);
    }

    private static Consumer<Prompt.Reader> marked(String prefix, String tail) {
        return reader -> {
            reader.text(prefix);
            reader.mark(CacheTtl.FIVE_MINUTES);
            reader.text(tail);
        };
    }
}
