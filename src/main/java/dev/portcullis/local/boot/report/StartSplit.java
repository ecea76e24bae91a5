package dev.portcullis.local.boot.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Splits the time from the power-on of an installed host to its first answer. LiteLLM is the slowest part, and all that
 * starts beside it is told as the moment at which it was there.
 *
 * @param system until LiteLLM's unit runs: systemd, cloud-init, the network, the keeper of the credentials
 * @param rest from LiteLLM's first answer to that of a model: the gate's last checks, the edge, the call itself
 * @param postgres after power-on
 * @param gate after power-on, the first answer of any kind
 */
public record StartSplit(
        Duration whole, Duration system, Duration imports, Duration rest, Duration postgres, Duration gate) {
    private static final String LITELLM = "portcullis-litellm.service";
    private static final String POSTGRES = "postgresql@";

    /**
     * Reads the journal of a later boot.
     *
     * @param journal lines of {@code journalctl --output=json}
     */
    public static StartSplit of(String journal, Moments seen) {
        JournalEntries entries = new JournalEntries(journal);
        Instant started = entries.started(LITELLM);
        return new StartSplit(
                Duration.between(seen.powerOn(), seen.answered()),
                Duration.between(seen.powerOn(), started),
                Duration.between(started, seen.imported()),
                Duration.between(seen.imported(), seen.answered()),
                Duration.between(seen.powerOn(), entries.started(POSTGRES)),
                Duration.between(seen.powerOn(), seen.gate()));
    }

    /**
     * The moments that were seen from outside.
     *
     * @param gate its first answer of any kind
     * @param imported LiteLLM's first answer
     * @param answered a model's first answer to a caller
     */
    public record Moments(Instant powerOn, Instant gate, Instant imported, Instant answered) {}

    public List<BootReport.Step> steps() {
        return List.of(
                new BootReport.Step("stopped host to first answer, its disk cold", whole),
                new BootReport.Step("  of that systemd, cloud-init and credentials", system),
                new BootReport.Step("  of that LiteLLM's import", imports),
                new BootReport.Step("  of that the rest", rest),
                new BootReport.Step("  beside it, PostgreSQL serves after", postgres),
                new BootReport.Step("  beside it, the gate answers after", gate));
    }
}
