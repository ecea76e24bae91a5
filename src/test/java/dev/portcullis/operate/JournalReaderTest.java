package dev.portcullis.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through the real SDK against CloudWatch Logs as moto plays it; each test has its own stack. */
@TestInstance(Lifecycle.PER_CLASS)
final class JournalReaderTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Instant before = now.minusSeconds(600);
    private static final String ID = "req_0123456789abcdef0123456789abcdef";
    private static final String RAY = "89abcdef01234567";
    private final JournalSearch all = new JournalSearch(Optional.empty(), before, Optional.empty());

    private final MotoServer moto = MotoServer.start();
    private final JournalAccount account = new JournalAccount(moto);
    private int stacks;
    private Target target = new Target("none", "eu-west-1");

    @BeforeEach
    void stack() {
        target = new Target("s" + ++stacks, "eu-west-1");
    }

    @AfterAll
    void end() {
        account.close();
        moto.close();
    }

    @Test
    void lines_of_all_units_come_in_the_order_of_time_and_none_from_before() {
        account.declare(target);
        account.send(target, "gate", now.minusSeconds(20), "second");
        account.send(target, "apply", now.minusSeconds(30), "first");
        account.send(target, "apply", now.minusSeconds(10), "third");
        account.send(target, "gate", before.minusSeconds(1), "older");

        assertThat(read(all)).containsExactly("apply first", "gate second", "apply third");
    }

    @Test
    void a_unit_can_be_chosen_and_the_idle_stop_has_a_group_of_its_own() {
        account.declare(target);
        account.send(target, "gate", now, "a call");
        account.send(target, "apply", now, "serving");
        account.stopped(target, now, "idle for 30 minutes");

        assertThat(read(unit("apply"))).containsExactly("apply serving");
        assertThat(read(unit("dump"))).isEmpty();
        assertThat(read(unit("idle-stop"))).containsExactly("idle-stop idle for 30 minutes");
    }

    @Test
    void a_stack_without_the_group_is_told_the_setting_and_the_way_until_then() {
        assertThatThrownBy(() -> read(all))
                .isInstanceOf(BadInput.class)
                .hasMessage("stack " + target.stack() + ": expected the log group /portcullis/" + target.stack()
                        + "/host, got none\n  Set portcullis:logs to cloudwatch and run 'pulumi up'. Until then the journal"
                        + " is on the host: ./portcullis shell --stack " + target.stack()
                        + ", then journalctl -u 'portcullis-*'");
        assertThatThrownBy(() -> read(unit("idle-stop")))
                .hasMessageContaining("The idle stop makes it; 'idleStopAfter: off' has none");
    }

    @Test
    void one_request_is_found_across_units_by_either_of_its_names() {
        account.declare(target);
        account.send(target, "cloudflared", now.minusSeconds(3), "ERR error=\"broken\" cfRay=" + RAY + "-AMS");
        account.send(
                target, "litellm", now.minusSeconds(2), "ERROR litellm.BadRequestError " + ID + " (90 characters)");
        account.send(target, "gate", now.minusSeconds(1), request(ID, RAY + "-AMS"));
        account.send(target, "gate", now.minusSeconds(1), request(ID.replace('0', '1'), RAY.replace('8', '7')));
        List<String> whole = List.of("cloudflared", "litellm", "gate");

        assertThat(trace(ID)).containsExactlyElementsOf(whole);
        assertThat(trace(RAY + "-AMS")).containsExactlyElementsOf(whole);
    }

    @Test
    void a_line_that_only_quotes_another_request_leads_to_none() {
        account.declare(target);
        account.send(target, "apply", now, "quotes " + ID + " " + request(ID, RAY));
        account.send(target, "cloudflared", now, "cfRay=" + RAY);

        assertThat(trace(ID)).containsExactly("apply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "req_1", "x", "\" ?error", "req_0123456789ABCDEF0123456789abcdef"})
    void what_is_no_name_of_a_request_is_refused(String text) {
        assertThatThrownBy(() -> RequestTrace.checked(text))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("--id: expected a request's id such as req_0123456789abcdef0123456789abcdef");
    }

    @Test
    void each_line_is_shown_once_however_late_it_comes() {
        account.declare(target);
        account.send(target, "gate", now.minusSeconds(20), "first");
        JournalFollower follower = new JournalFollower(account.reader(target), all);

        assertThat(look(follower)).containsExactly("first");
        assertThat(look(follower)).isEmpty();
        account.send(target, "gate", now, "third");
        account.send(target, "apply", now.minusSeconds(40), "late");
        assertThat(look(follower)).containsExactly("late", "third");
        assertThat(look(follower)).isEmpty();
    }

    @Test
    void the_units_are_those_that_the_host_sends() throws IOException {
        Matcher ours =
                Pattern.compile("OURS = \\(([^)]*)\\)").matcher(Files.readString(Path.of("userdata/host/journal.py")));
        assertThat(ours.find()).isTrue();

        assertThat(JournalReader.UNITS)
                .containsExactlyElementsOf(Stream.concat(
                                Arrays.stream(ours.group(1).split(", ")).map(name -> name.replace("\"", "")),
                                Stream.of("postgresql", JournalReader.IDLE_STOP))
                        .sorted()
                        .toList());
    }

    private List<String> read(JournalSearch search) {
        List<String> lines = new ArrayList<>();
        account.reader(target).each(search, line -> lines.add(line.unit() + " " + line.text()));
        return lines;
    }

    private List<String> trace(String name) {
        return RequestTrace.of(account.reader(target), all, RequestTrace.checked(name)).stream()
                .map(JournalLine::unit)
                .toList();
    }

    private static List<String> look(JournalFollower follower) {
        List<String> lines = new ArrayList<>();
        follower.look(line -> lines.add(line.text()));
        return lines;
    }

    private JournalSearch unit(String name) {
        return new JournalSearch(Optional.of(name), before, Optional.empty());
    }

    private static String request(String id, String ray) {
        return "{\"event\":\"request\",\"request\":\"" + id + "\",\"cf-ray\":\"" + ray + "\"}";
    }
}
