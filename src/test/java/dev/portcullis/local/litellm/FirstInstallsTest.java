package dev.portcullis.local.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.litellm.LiteLlmLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two first runs at once into one cache, in processes of their own, with a pip that waits until it may go on. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class FirstInstallsTest {
    @TempDir
    private Path root;

    private Path python;

    @BeforeEach
    void lay_out() throws IOException {
        python = Scripts.write(root.resolve("python3"), """
                case "$3" in
                  venv) mkdir -p "$4/bin" "$4/lib" && cp "$0" "$4/bin/python" ;;
                  pip) echo call >> %1$s/pip-calls
                       until [ -e %1$s/go ]; do sleep 0.05; done ;;
                esac
                """.formatted(root));
        Files.writeString(
                root.resolve("litellm.lock"), "litellm==1.108.7 \\\n    --hash=sha256:" + "0".repeat(64) + "\n");
    }

    @Test
    void the_second_waits_for_the_first_and_takes_what_it_made() throws Exception {
        Process first = install("first");
        try (BufferedReader firstSays = first.inputReader(StandardCharsets.UTF_8)) {
            while (!Files.exists(root.resolve("pip-calls"))) {
                assertThat(first.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            Process second = install("second");
            try (BufferedReader secondSays = second.inputReader(StandardCharsets.UTF_8)) {
                assertThat(secondSays.readLine()).isEqualTo("waits");
                Files.createFile(root.resolve("go"));
                String made = firstSays.readLine();

                assertThat(made).startsWith(root.resolve("cache/litellm-").toString());
                assertThat(secondSays.readLine()).isEqualTo(made);
                assertThat(Files.readAllLines(root.resolve("pip-calls"))).hasSize(1);
            } finally {
                second.destroyForcibly();
            }
        } finally {
            first.destroyForcibly();
        }
    }

    private Process install(String which) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Installer.class.getName(),
                        root.toString(),
                        python.toString(),
                        which)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Prints where the installation is; the second one, before that, that it waits for another. */
    static final class Installer {
        private Installer() {}

        public static void main(String[] args) {
            Path root = Path.of(args[0]);
            if (args[2].equals("second")) {
                sayWhenWaiting(Thread.currentThread());
            }
            Path made = LiteLlmInstall.of(
                            LiteLlmLock.read(root.resolve("litellm.lock")),
                            new Python(Path.of(args[1]), "3.11.7"),
                            root.resolve("cache"),
                            (doing, done, total) -> {})
                    .directory();
            System.out.println(made);
        }

        private static void sayWhenWaiting(Thread installing) {
            Thread watcher = new Thread(() -> {
                while (!isWaiting(installing)) {
                    Thread.onSpinWait();
                }
                System.out.println("waits");
            });
            watcher.setDaemon(true);
            watcher.start();
        }

        private static boolean isWaiting(Thread thread) {
            return Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("lock0"));
        }
    }
}
