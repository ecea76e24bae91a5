package dev.portcullis.gate.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Events of the host that the gate can see with the rights it has: it knows its models, and reads the one file in which
 * the host keeps the outcome of its last update. The ledger decides which of them are news.
 */
public final class HostWatch {
    /** From the farthest to the nearest, so that a nearer one is the higher step. */
    private static final List<Integer> DAYS = List.of(90, 30, 7);

    private static final Set<String> NOT_APPLIED = Set.of("failed", "rolled back");
    private static final int LONGEST_FILE = 16_384;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Catalogue catalogue;
    private final Path outcome;

    /** @param outcome the host's file; a gate elsewhere has none */
    public HostWatch(Catalogue catalogue, Path outcome) {
        this.catalogue = catalogue;
        this.outcome = outcome;
    }

    /**
     * One thing that is the case now.
     *
     * @param occasion the name under which the ledger tells each step once
     * @param amount the number that the message shows
     */
    record Found(AlertEvent event, String occasion, long step, String subject, long amount) {}

    List<Found> look(Instant now) {
        List<Found> found = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        catalogue
                .models()
                .forEach(model -> catalogue.retirement(model).ifPresent(end -> {
                    long left = ChronoUnit.DAYS.between(today, end.day());
                    long step = DAYS.stream().filter(days -> left <= days).count();
                    if (step > 0 && left >= 0) {
                        String occasion = "retirement/" + model.name() + "/" + end.day();
                        found.add(new Found(AlertEvent.MODEL_RETIRING, occasion, step, model.name(), left));
                    }
                }));
        JsonNode last = outcome();
        String generation = last.path("generation").asText();
        String state = last.path("state").asText();
        if (NOT_APPLIED.contains(state) && generation.matches("[0-9a-f]{16}")) {
            String subject = generation + " (" + state + ")";
            found.add(new Found(AlertEvent.NOT_APPLIED, "apply/" + generation + "/" + state, 0, subject, 0));
        }
        return found;
    }

    private JsonNode outcome() {
        try {
            if (Files.isRegularFile(outcome) && Files.size(outcome) <= LONGEST_FILE) {
                return JSON.readTree(Files.readString(outcome));
            }
        } catch (IOException e) {
            // The host is about to write it: the next look finds it.
        }
        return JSON.missingNode();
    }
}
