package dev.portcullis.gate.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FairQueueTest {
    private final FairQueue turns = new FairQueue();
    private final List<String> begun = new ArrayList<>();

    @Test
    void who_has_waited_for_one_turn_has_it_before_anyones_second() {
        for (String work : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
            turns.take(work.substring(0, 1), () -> begun.add(work), fault -> {});
        }
        assertThat(begun).containsExactly("a1");
        for (int i = 0; i < 6; i++) {
            turns.next();
        }
        turns.take("d", () -> begun.add("d1"), fault -> {});

        assertThat(begun).containsExactly("a1", "a2", "b1", "c1", "a3", "b2", "d1");
    }

    @Test
    void work_that_cannot_begin_leaves_its_turn_to_the_next() {
        List<Throwable> told = new ArrayList<>();
        StackOverflowError fault = new StackOverflowError("deep");
        turns.take("a", () -> begun.add("a1"), told::add);
        turns.take(
                "b",
                () -> {
                    throw fault;
                },
                told::add);
        turns.take("c", () -> begun.add("c1"), told::add);
        turns.next();

        assertThat(told).containsExactly(fault);
        assertThat(begun).containsExactly("a1", "c1");
    }
}
