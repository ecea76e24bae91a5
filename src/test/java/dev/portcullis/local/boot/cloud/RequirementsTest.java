package dev.portcullis.local.boot.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementsTest {
    private static final String INSTALL = ": apt-get install mmdebstrap systemd-container";

    @TempDir
    private Path bin;

    @Test
    void a_machine_with_all_of_it_lacks_nothing() throws IOException {
        install("mmdebstrap", "systemd-nspawn");

        assertThat(machine("Linux", "root", bin, true).missing()).isEmpty();
    }

    @Test
    void another_system_is_named() {
        assertThat(machine("Mac OS X", "root", bin, true).missing()).contains("no Linux: it is Mac OS X");
    }

    @Test
    void another_user_is_told_to_be_root() {
        assertThat(machine("Linux", "ada", bin, true).missing()).contains("no rights of root: run it with sudo");
    }

    @Test
    void each_program_that_is_missing_is_named_with_what_installs_it() throws IOException {
        assertThat(machine("Linux", "root", bin, true).missing()).contains("no mmdebstrap" + INSTALL);
        install("mmdebstrap");
        assertThat(machine("Linux", "root", bin, true).missing()).contains("no systemd-nspawn" + INSTALL);
    }

    @Test
    void a_container_without_loop_devices_or_namespaces_is_no_place_for_it() throws IOException {
        install("mmdebstrap", "systemd-nspawn");
        Path none = bin.resolve("loop-control");

        assertThat(machine("Linux", "root", none, true).missing())
                .contains("no " + none + " to make the data volume with");
        assertThat(machine("Linux", "root", bin, false).missing())
                .contains("no right to make namespaces: a container was asked to boot a container");
    }

    private Requirements machine(String system, String user, Path loopControl, boolean namespaces) {
        return new Requirements(system, user, List.of(bin), loopControl, () -> namespaces);
    }

    private void install(String... names) throws IOException {
        for (String name : names) {
            Path file = Files.createFile(bin.resolve(name));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
