package dev.portcullis.gate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostUpdateTest {
    private final FakeClock clock = new FakeClock();
    private Path mark;
    private HostUpdate update;

    @BeforeEach
    void look(@TempDir Path folder) {
        mark = folder.resolve("portcullis-update");
        update = new HostUpdate(mark, clock);
    }

    @Test
    void a_host_without_the_mark_does_not_update() {
        assertThat(update.getAsBoolean()).isFalse();
    }

    @Test
    void a_host_updates_while_the_mark_is_there_and_no_longer_than_an_hour() throws IOException {
        Files.createDirectory(mark);
        Files.setLastModifiedTime(mark, FileTime.from(clock.instant()));

        clock.pass(Duration.ofMinutes(59));
        assertThat(update.getAsBoolean()).isTrue();
        clock.pass(Duration.ofMinutes(1));
        assertThat(update.getAsBoolean()).isFalse();
    }
}
