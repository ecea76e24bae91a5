package dev.portcullis.init;

import dev.portcullis.init.question.Proposal;
import dev.portcullis.init.text.StackText;
import dev.portcullis.stackfile.Contract;
import dev.portcullis.stackfile.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the settings of a stack's file as {@code plan} does, and keeps those of the file apart from the defaults. */
final class Proposals {
    private Proposals() {}

    static Proposal of(Path project, String stack, StackText file) throws IOException {
        Map<String, Object> defaults = new LinkedHashMap<>();
        Contract.read(project.resolve("Pulumi.yaml"))
                .forEach(key -> key.defaultValue().ifPresent(value -> defaults.put("portcullis:" + key.name(), value)));
        Path folder = Files.createTempDirectory("portcullis-init");
        Path copy = folder.resolve(file.name());
        try {
            // The reader wants a block of settings, which a new file does not have.
            String mark = "portcullis:stack";
            Files.writeString(
                    copy,
                    hasSettings(file)
                            ? file.text()
                            : file.with(List.of("config", mark), "gateway", "").text());
            Map<String, Object> own = new LinkedHashMap<>(StackFile.raw(project, copy));
            Set<String> given = keys(file);
            own.keySet().removeIf(key -> !given.contains(key));
            return new Proposal(stack, defaults, own);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    private static boolean hasSettings(StackText file) {
        return !keys(file).isEmpty();
    }

    private static Set<String> keys(StackText file) {
        return new TreeSet<>(file.keys("config"));
    }
}
