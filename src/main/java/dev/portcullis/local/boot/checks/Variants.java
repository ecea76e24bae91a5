package dev.portcullis.local.boot.checks;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.input.Problems;
import dev.portcullis.release.Bundle;
import dev.portcullis.release.BundleBuilder;
import dev.portcullis.release.Components;
import dev.portcullis.release.Ports;
import dev.portcullis.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Bundles beside the project's own: of the same sources but for one change. */
public record Variants(
        Path project, Path folder, Settings settings, Catalogue catalogue, Components components, Ports ports) {
    /** The name of the model that {@link #oneMoreModel} has. */
    static final String MODEL = "one-more-model";

    public Bundle own() {
        return new BundleBuilder(project, settings, catalogue, components, ports).build();
    }

    Bundle oneMoreModel() {
        Path copy = copy("one-more");
        Path file = copy.resolve("config/models.yaml");
        String text = read(file);
        int first = text.indexOf("  - name: ");
        int second = text.indexOf("\n\n", first);
        String model = text.substring(first, second)
                .replaceFirst("name: \\S+", "name: " + MODEL)
                .replaceFirst("aliases: .*", "aliases: []");
        write(file, text.substring(0, first) + model + "\n\n" + text.substring(first));
        Problems problems = new Problems();
        LocalDate day = catalogue.validSince();
        Catalogue larger = Catalogue.read(file, day, problems).orElseThrow(() -> {
            problems.throwIfAny();
            return new IllegalStateException("no catalogue and no problem");
        });
        return new BundleBuilder(copy, settings, larger, components, ports).build();
    }

    /** One whose gate ends at once; another name is another bundle. */
    Bundle broken(String name) {
        Path copy = copy(name);
        Path unit = copy.resolve("userdata/units/portcullis-gate.service");
        write(unit, read(unit).replace("dev.portcullis.gate.Gate ", "dev.portcullis.gate." + name + " "));
        return new BundleBuilder(copy, settings, catalogue, components, ports).build();
    }

    private Path copy(String name) {
        Path copy = folder.resolve(name);
        for (String part : List.of("config", "userdata", "target/gate-lib")) {
            try (Stream<Path> files = Files.walk(project.resolve(part))) {
                for (Path file : files.toList()) {
                    Path target = copy.resolve(project.relativize(file));
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try {
            Files.copy(
                    project.resolve("target/portcullis-gate.jar"),
                    copy.resolve("target/portcullis-gate.jar"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
