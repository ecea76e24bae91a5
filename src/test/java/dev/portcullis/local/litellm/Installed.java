package dev.portcullis.local.litellm;

import dev.portcullis.catalogue.litellm.Shipped;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The locked LiteLLM, installed into the user's cache by whichever test comes first. */
public final class Installed {
    private Installed() {}

    public static LiteLlmInstall litellm() {
        return LiteLlmInstall.of(
                Shipped.lock(), python(), LiteLlmInstall.cache(System.getenv()), (doing, done, total) -> {});
    }

    /** One whose LiteLLM says thirty lines and dies. */
    public static LiteLlmInstall broken(Path root) throws IOException {
        Path command = Scripts.write(root.resolve("python3"), """
                case "$3$4" in
                  venv*) mkdir -p "$4/bin" "$4/lib" && cp "$0" "$4/bin/python" ;;
                  pip*) ;;
                  *) for i in $(seq 1 30); do echo line $i; done; exit 3 ;;
                esac
                """);
        return LiteLlmInstall.of(
                Shipped.lock(), new Python(command, "3.11.7"), root.resolve("cache"), (doing, done, total) -> {});
    }

    static Python python() {
        return Python.find(Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList());
    }
}
