package dev.portcullis.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * The host's last report. It reports once for each outcome, so the report may be older than its last start.
 *
 * @param generation the digest of the {@code desired} that it was about; empty before the first report, as are the rest
 * @param state {@code applied}, {@code rolled back} or {@code failed}
 * @param message in the host's words, of which a terminal obeys none; may have lines
 */
record Applied(String generation, String state, String message, Instant at) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param text the parameter's value; {@code {}} before the first report */
    static Applied parse(String name, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            String at = json.path("at").asText();
            return new Applied(
                    json.path("generation").asText(),
                    json.path("state").asText(),
                    json.path("message").asText().replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\n]]", "?"),
                    at.isEmpty() ? Instant.EPOCH : Instant.parse(at));
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw new BadInput(List.of(Problem.plain(
                    name, "it is not a host's report", "Check the parameter: only the host may write it")));
        }
    }
}
