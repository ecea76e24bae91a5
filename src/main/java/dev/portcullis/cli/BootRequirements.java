package dev.portcullis.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a machine needs to boot another one in a container.
 *
 * @param path where programs are looked for
 * @param loopControl the device that makes loop devices; many containers have none
 */
record BootRequirements(String system, String user, List<Path> path, Path loopControl) {

    static BootRequirements here() {
        return new BootRequirements(
                System.getProperty("os.name"),
                System.getProperty("user.name"),
                SearchPath.of(System.getenv()),
                Path.of("/dev/loop-control"));
    }

    /** The first that is missing, and what to do about it. */
    Optional<String> missing() {
        if (!system.equals("Linux")) {
            return Optional.of("no Linux: it is " + system);
        }
        if (!user.equals("root")) {
            return Optional.of("no rights of root: run it with sudo");
        }
        for (String program : List.of("mmdebstrap", "systemd-nspawn")) {
            if (path.stream().noneMatch(folder -> Files.isExecutable(folder.resolve(program)))) {
                return Optional.of("no " + program + ": apt-get install mmdebstrap systemd-container");
            }
        }
        return Files.exists(loopControl) ? Optional.empty() : Optional.of("no " + loopControl + " for the data volume");
    }
}
