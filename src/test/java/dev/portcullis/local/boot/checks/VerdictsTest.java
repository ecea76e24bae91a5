package dev.portcullis.local.boot.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.local.boot.guest.Look;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static final Look.Unit CLOUDFLARED = unit("portcullis-cloudflared.service", "64048", 1.1, true, "0000");
    private static final Look.Unit GATE = unit("portcullis-gate.service", "portcullis-gate", 1.1, true, "0000");
    private static final Look.Unit LITELLM =
            unit("portcullis-litellm.service", "portcullis-litellm", 2.0, true, "0000");
    private static final String AS_ROOT = """
            writes /opt/portcullis/current
            writes /usr/bin
            reads /run/credentials/portcullis-gate.service/admin-key
            reads /opt/portcullis/generations/0123/credentials/admin-key
            """;

    @Test
    void a_host_that_is_as_it_should_be_has_no_problem() {
        List<Look.Unit> units = List.of(CLOUDFLARED, GATE, LITELLM);

        assertThat(Verdicts.listening(List.of(new Look.Socket("127.0.0.1:8080", "java"))))
                .isEmpty();
        assertThat(Verdicts.users(units)).isEmpty();
        assertThat(Verdicts.exposure(units)).isEmpty();
        assertThat(Verdicts.memory(1400 * 1024 - 1)).isEmpty();
    }

    @Test
    void a_socket_that_others_reach_is_named() {
        assertThat(Verdicts.listening(List.of(new Look.Socket("0.0.0.0:22", "sshd"))))
                .containsExactly("sshd at 0.0.0.0:22");
    }

    @Test
    void each_way_to_have_too_much_is_named() {
        List<Look.Unit> units = List.of(
                GATE,
                unit("portcullis-litellm.service", "portcullis-gate", 1.1, true, "0000"),
                unit("portcullis-credentials.service", "root", 1.1, false, "0400"));

        assertThat(Verdicts.users(units))
                .containsExactly(
                        "portcullis-litellm.service has the user of portcullis-gate.service",
                        "portcullis-credentials.service is root's",
                        "portcullis-credentials.service has capabilities 0400",
                        "portcullis-credentials.service may gain privileges");
    }

    @Test
    void exposure_above_two_or_unknown_is_a_problem_and_so_is_a_service_that_does_not_run() {
        List<Look.Unit> units = List.of(
                unit("portcullis-gate.service", "gate", 2.1, true, "0000"),
                unit("portcullis-litellm.service", "litellm", -1, true, "0000"));

        assertThat(Verdicts.exposure(units))
                .containsExactly(
                        "portcullis-gate.service 2.1",
                        "portcullis-litellm.service -1.0",
                        "portcullis-cloudflared.service does not run");
    }

    @Test
    void a_service_may_read_its_own_credentials_and_nothing_else() {
        String seen = """
                reads /run/credentials/portcullis-gate.service/admin-key
                reads /run/credentials/portcullis-cloudflared.service/tunnel-token
                reads /run/portcullis-credentials/litellm/role.json
                writes /opt/portcullis/releases/0123/gate
                """;

        assertThat(Verdicts.reach("portcullis-gate.service", seen))
                .containsExactly(
                        "portcullis-gate.service reads /run/credentials/portcullis-cloudflared.service/tunnel-token",
                        "portcullis-gate.service reads /run/portcullis-credentials/litellm/role.json",
                        "portcullis-gate.service writes /opt/portcullis/releases/0123/gate");
        assertThat(Verdicts.reach("portcullis-litellm.service", "reads /run/portcullis-credentials/litellm/role.json"))
                .isEmpty();
    }

    @Test
    void a_probe_that_sees_nothing_as_root_is_blind() {
        assertThat(Verdicts.blindProbe(AS_ROOT)).isEmpty();
        assertThat(Verdicts.blindProbe(AS_ROOT.replace("writes /usr/bin\n", "")))
                .contains("the probe itself is blind: as root it says nothing that begins with 'writes /usr'");
    }

    @Test
    void a_secret_is_found_in_any_place_also_when_its_end_is_missing() {
        String secret = "A".repeat(20) + "b".repeat(28);

        assertThat(Verdicts.leaks(
                        Map.of("admin-key", secret),
                        Map.of("the journal", "key ak-first-" + secret.substring(0, 43), "user data", "nothing")))
                .containsExactly("admin-key in the journal");
    }

    @Test
    void memory_at_the_limit_is_too_much() {
        assertThat(Verdicts.memory(1400 * 1024)).containsExactly("1400 MiB");
    }

    private static Look.Unit unit(String name, String user, double exposure, boolean bound, String capabilities) {
        return new Look.Unit(name, user, 1024, exposure, bound, capabilities, 1, 1, 1);
    }

    @Test
    void a_timer_that_no_start_sets_off_is_a_problem() {
        String cleared = "Id=apt-daily.timer\nTimersMonotonic={ OnUnitActiveUSec=1d ; next_elapse=0 }\n";
        String own = "Id=apt-daily-upgrade.timer\nTimersMonotonic={ OnUnitActiveUSec=1d ; next_elapse=0 }\n"
                + "TimersMonotonic={ OnBootUSec=1min 30s ; next_elapse=1min 30s }\n";

        assertThat(Verdicts.dueAfterBoot(cleared + "\n" + own))
                .containsExactly("Id=apt-daily.timer TimersMonotonic={ OnUnitActiveUSec=1d ; next_elapse=0 }");
    }
}
