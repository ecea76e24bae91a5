package dev.portcullis.local.boot.cloud;

import dev.portcullis.local.boot.guest.ChildProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The tools that a machine needs to boot another one in a container.
 *
 * @param system and {@code user} as Java calls them
 * @param path where programs are looked for
 * @param loopControl the device that makes loop devices; many containers have none
 * @param namespaces whether this process may make new ones, which root in a container often may not
 */
public record Requirements(String system, String user, List<Path> path, Path loopControl, BooleanSupplier namespaces) {

    /** Checks this machine. */
    public static Requirements here(List<Path> path) {
        return new Requirements(
                System.getProperty("os.name"),
                System.getProperty("user.name"),
                path,
                Path.of("/dev/loop-control"),
                () -> ChildProgram.tried(List.of("unshare", "--mount", "--pid", "--fork", "true"))
                                .code()
                        == 0);
    }

    /** The first that is missing, and what to do about it where something can be done. */
    public Optional<String> missing() {
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
        if (!Files.exists(loopControl)) {
            return Optional.of("no " + loopControl + " to make the data volume with");
        }
        return namespaces.getAsBoolean()
                ? Optional.empty()
                : Optional.of("no right to make namespaces: a container was asked to boot a container");
    }
}
