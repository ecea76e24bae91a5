package dev.portcullis.local.litellm;

import dev.portcullis.catalogue.litellm.Shipped;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;

/** The locked LiteLLM, installed into the user's cache by whichever test comes first. */
public final class Installed {
    private Installed() {}

    public static LiteLlmInstall litellm() {
        return LiteLlmInstall.of(
                Shipped.lock(), python(), LiteLlmInstall.cache(System.getenv()), (doing, done, total) -> {});
    }

    static Python python() {
        return Python.find(Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList());
    }
}
