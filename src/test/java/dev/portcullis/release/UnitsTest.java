package dev.portcullis.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.telemetry.HostUpdate;
import dev.portcullis.plan.ExampleStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units, as systemd itself sees them where it is installed. */
final class UnitsTest {
    private static final Path UNITS = ExampleStack.PROJECT.resolve("userdata/units");
    private static final Path SYSTEM = UNITS.resolveSibling("system/etc/systemd/system");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)");
    private static final double MOST = 2.0;

    @ParameterizedTest
    @ValueSource(strings = {"cloudflared", "credentials", "dump", "gate", "litellm", "logs"})
    void a_service_is_exposed_by_at_most_two(String name) throws IOException {
        String said = analyze("security", "--offline=true", service(name).toString());
        Matcher exposure = EXPOSURE.matcher(said);

        assertThat(exposure.find()).as(said).isTrue();
        assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(MOST);
    }

    @Test
    void systemd_finds_nothing_wrong_but_programs_that_a_host_has_and_this_machine_has_not() throws IOException {
        List<String> command = new ArrayList<>(List.of("verify"));
        for (Path folder : List.of(UNITS, UNITS.resolveSibling("boot"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(Path::toString)
                        .filter(name -> name.endsWith(".service") || name.endsWith(".timer"))
                        .forEach(command::add);
            }
        }

        assertThat(analyze(command.toArray(String[]::new)).lines().filter(line -> line.startsWith("portcullis")))
                .allMatch(line -> line.endsWith("is not executable: No such file or directory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudflared", "credentials", "dump", "gate", "litellm", "logs"})
    void a_service_gets_no_secret_but_through_a_credential(String name) throws IOException {
        assertThat(Files.readAllLines(service(name)))
                .filteredOn(line -> line.contains("/credentials/"))
                .allMatch(line -> line.startsWith("LoadCredential="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudflared", "gate", "litellm", "logs"})
    void only_who_needs_the_instance_s_rights_reaches_the_metadata_service(String name) throws IOException {
        assertThat(Files.readAllLines(service(name))).contains("IPAddressDeny=169.254.169.254/32 fd00:ec2::254/128");
    }

    @Test
    void the_ports_of_the_units_are_those_of_the_bundle() throws IOException {
        assertThat(Ports.HOST.environment().lines().map(line -> line.replaceFirst("=.*", "")))
                .contains("PORT_LITELLM", "PORT_TUNNEL_METRICS");
        assertThat(Files.readString(service("litellm"))).contains("--port ${PORT_LITELLM}");
        assertThat(Files.readString(service("cloudflared"))).contains("--metrics 127.0.0.1:${PORT_TUNNEL_METRICS}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot/portcullis-apply", "boot/portcullis-data", "units/portcullis-agent"})
    void how_boot_and_apply_ended_is_on_the_serial_console(String name) throws IOException {
        assertThat(Files.readAllLines(UNITS.resolveSibling(name + ".service")))
                .contains("StandardOutput=journal+console")
                .noneMatch(line -> line.startsWith("StandardError="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apt-daily", "apt-daily-upgrade"})
    void an_update_s_timer_clears_debian_s_times_before_it_sets_its_own(String name) throws IOException {
        // An empty assignment of systemd resets every time that was set before it, and not only those of its own kind.
        assertThat(Files.readString(SYSTEM.resolve(name + ".timer.d/portcullis.conf")))
                .containsSubsequence("OnCalendar=\n", "OnBootSec=", "OnUnitActiveSec=1d\n", "RandomizedDelaySec=0\n");
    }

    @Test
    void security_updates_begin_after_the_first_answer_and_before_the_earliest_idle_stop() throws IOException {
        int lists =
                number(Files.readString(SYSTEM.resolve("apt-daily.timer.d/portcullis.conf")), "OnBootSec=(\\d+)min");
        int fetching = number(
                Files.readString(SYSTEM.resolve("apt-daily.service.d/portcullis.conf")), "TimeoutStartSec=(\\d+)min");
        int upgrade = number(
                Files.readString(SYSTEM.resolve("apt-daily-upgrade.timer.d/portcullis.conf")), "OnBootSec=(\\d+)min");

        assertThat(lists).isGreaterThanOrEqualTo(1);
        assertThat(upgrade).isGreaterThanOrEqualTo(lists);
        // The idle stop leaves a host alone for ten minutes at least.
        assertThat(lists + fetching).isLessThan(10);
    }

    @Test
    void an_upgrade_says_that_it_runs_where_the_gate_looks_for_it_and_is_not_cut_off_before_the_gate_forgets_it()
            throws IOException {
        String service = Files.readString(SYSTEM.resolve("apt-daily-upgrade.service.d/portcullis.conf"));

        assertThat(Path.of("/run").resolve(word(service, "RuntimeDirectory=(\\S+)")))
                .isEqualTo(HostUpdate.MARK);
        assertThat(Duration.ofMinutes(number(service, "TimeoutStartSec=(\\d+)min")))
                .isEqualTo(HostUpdate.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apt-daily", "apt-daily-upgrade"})
    void callers_precede_an_update(String name) throws IOException {
        assertThat(Files.readString(SYSTEM.resolve(name + ".service.d/portcullis.conf")))
                .contains("CPUWeight=20\n", "IOSchedulingClass=idle\n", "Nice=10\n");
    }

    @Test
    void litellm_starts_beside_the_database_and_the_gate() throws IOException {
        assertThat(Files.readAllLines(service("litellm")))
                .contains("After=network.target portcullis-credentials.service")
                .noneMatch(line -> line.matches("(Requires|Wants|BindsTo|Requisite)=.*"));
    }

    private static int number(String text, String pattern) {
        return Integer.parseInt(word(text, pattern));
    }

    private static String word(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }

    private static Path service(String name) {
        return UNITS.resolve("portcullis-" + name + ".service");
    }

    private static String analyze(String... arguments) throws IOException {
        // It comes with systemd and nowhere else. The boot test looks at the running units again.
        Assumptions.assumeTrue(
                Files.isExecutable(ANALYZE), "systemd-analyze is not installed, so the units were not looked at");
        List<String> command = new ArrayList<>(List.of(ANALYZE.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
