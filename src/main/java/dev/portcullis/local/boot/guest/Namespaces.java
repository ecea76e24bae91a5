package dev.portcullis.local.boot.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The way into a container from outside: it is registered nowhere, so {@code machinectl} does not know it. */
final class Namespaces {
    private Namespaces() {}

    /** The first process that runs in it as number 1, by this machine's number. */
    static Optional<Long> init(ProcessHandle manager) {
        return manager.descendants()
                .map(ProcessHandle::pid)
                .filter(Namespaces::isInit)
                .findFirst();
    }

    /** The beginning of a command that runs inside, with a clean environment. */
    static List<String> enter(long init) {
        return List.of(
                "env",
                "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "LC_ALL=C.UTF-8",
                "nsenter",
                "--target",
                Long.toString(init),
                "--mount",
                "--uts",
                "--ipc",
                "--pid",
                "--cgroup",
                "--");
    }

    private static boolean isInit(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/status"))
                    .lines()
                    .anyMatch(line -> line.matches("NSpid:\\s+\\d+\\s+1"));
        } catch (IOException e) {
            return false;
        }
    }
}
