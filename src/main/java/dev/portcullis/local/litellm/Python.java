package dev.portcullis.local.litellm;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Python that can hold LiteLLM.
 *
 * @param executable the interpreter itself, not a shim or a link to it
 * @param version such as {@code 3.13.0}
 */
public record Python(Path executable, String version) {
    private static final int OLDEST_MINOR = 10;
    private static final int NEWEST_MINOR = 14;
    private static final List<String> NAMES =
            List.of("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10");

    /** Prints version, interpreter, and whether it can make environments: Debian ships without what that takes. */
    private static final String ASK = """
            import importlib.util, os, platform, sys
            parts = [importlib.util.find_spec(name) for name in ("venv", "ensurepip")]
            print(platform.python_version(), all(parts), os.path.realpath(sys.executable), sep="\\n")
            """;

    private record Found(Path command, String version, boolean makesEnvironments, Path executable) {
        boolean isSupported() {
            String[] numbers = version.split("\\.", -1);
            int minor = Integer.parseInt(numbers[1]);
            return numbers[0].equals("3") && minor >= OLDEST_MINOR && minor <= NEWEST_MINOR;
        }
    }

    /**
     * The first fit one in the directories, plain {@code python3} before those with a version in their name.
     *
     * @throws BadInput when there is none, saying what was found instead
     */
    public static Python find(List<Path> directories) {
        List<Found> found = new ArrayList<>();
        for (String name : NAMES) {
            for (Path directory : directories) {
                Optional<Found> answer = ask(directory.resolve(name));
                if (answer.isPresent()
                        && answer.get().isSupported()
                        && answer.get().makesEnvironments()) {
                    return new Python(answer.get().executable(), answer.get().version());
                }
                answer.ifPresent(found::add);
            }
        }
        throw unfit(found);
    }

    private static BadInput unfit(List<Found> found) {
        String expected = "Python 3.10 to 3.14";
        Optional<Found> supported = found.stream().filter(Found::isSupported).findFirst();
        if (supported.isPresent()) {
            return new BadInput(
                    "python3",
                    "Python with the modules venv and ensurepip",
                    supported.get().command() + " without them",
                    "Install them, on Debian and Ubuntu with 'apt install python3-venv'");
        }
        return found.isEmpty()
                ? new BadInput("python3", expected, "none", "Install it and put it on PATH")
                : new BadInput(
                        "python3",
                        expected,
                        found.get(0).version() + " (" + found.get(0).command() + ")",
                        "Install another one beside it and put it on PATH");
    }

    /** Empty for what does not exist or does not answer: version managers leave commands that only print advice. */
    private static Optional<Found> ask(Path command) {
        if (!Files.isExecutable(command)) {
            return Optional.empty();
        }
        try {
            Process process = new ProcessBuilder(command.toString(), "-I", "-c", ASK)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return read(command, new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Found> read(Path command, String answer) {
        List<String> lines = answer.lines().toList();
        boolean isAnswer = lines.size() == 3 && lines.get(0).matches("\\d+\\.\\d+\\..*");
        return isAnswer
                ? Optional.of(new Found(command, lines.get(0), lines.get(1).equals("True"), Path.of(lines.get(2))))
                : Optional.empty();
    }
}
