package dev.portcullis.infra.stack;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.StackKind;
import dev.portcullis.settings.value.Region;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that a stack of either kind is declared from, read and checked before any engine or cloud hears of it. */
public sealed interface StackBlueprint permits Blueprint, IdentityBlueprint {

    /** The directory that holds {@code Pulumi.yaml} and {@code config/}. */
    Path project();

    String stackName();

    Region region();

    /** Warnings: settings that are allowed and yet worth knowing before {@code up}. */
    List<String> warnings();

    /**
     * Reads whichever kind {@code portcullis:stack} names.
     *
     * @param raw full keys, such as {@code portcullis:stack}, to values with the defaults already merged
     * @param today decides which models are retired
     * @throws dev.portcullis.input.BadInput with every problem of every file
     */
    static StackBlueprint of(Path project, Map<String, Object> raw, String stack, LocalDate today) {
        Optional<StackKind> kind = StackKind.from(raw, new Problems());
        return kind.filter(StackKind.IDENTITY::equals).isPresent()
                ? IdentityBlueprint.read(project, raw, stack)
                : Blueprint.read(project, raw, stack, today);
    }
}
