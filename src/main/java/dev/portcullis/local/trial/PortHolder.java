package dev.portcullis.local.trial;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the process that listens on a port, as far as the system tells: on Linux, among one's own processes. Linux has
 * a table of sockets without their owners, and among each process's open files its sockets.
 */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final List<String> TABLES = List.of("net/tcp", "net/tcp6");
    private static final String LISTENING = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortHolder() {}

    /** Such as {@code java (pid 123)}. */
    static Optional<String> of(int port) {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            Set<String> sockets = TABLES.stream()
                    .flatMap(table -> lines(PROC.resolve(table)).stream())
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > INODE
                            && columns[STATE].equals(LISTENING)
                            && columns[1].endsWith(String.format(":%04X", port)))
                    .map(columns -> "socket:[" + columns[INODE] + "]")
                    .collect(Collectors.toSet());
            return processes
                    .filter(process -> holdsAny(process.pid(), sockets))
                    .findFirst()
                    .map(PortHolder::describe);
        }
    }

    private static boolean holdsAny(long pid, Set<String> sockets) {
        if (sockets.isEmpty()) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (Path file : files) {
                if (isOne(file, sockets)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another user's, or gone since.
        }
        return false;
    }

    private static boolean isOne(Path file, Set<String> sockets) {
        try {
            return sockets.contains(Files.readSymbolicLink(file).toString());
        } catch (IOException e) {
            // Closed since.
            return false;
        }
    }

    private static String describe(ProcessHandle process) {
        String name = process.info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .orElse("a process");
        return name + " (pid " + process.pid() + ")";
    }

    /** Empty where there is no such table. */
    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            return List.of();
        }
    }
}
