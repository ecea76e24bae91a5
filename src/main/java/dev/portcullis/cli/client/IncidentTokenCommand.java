package dev.portcullis.cli.client;

import com.google.gson.JsonObject;
import dev.portcullis.cli.keys.AdminClient;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.input.WrittenTime;
import dev.portcullis.stackfile.ClientLines;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A client's service token has leaked. */
@Command(
        name = "token",
        description = {
            "Replaces a service token that has leaked, and shows what its client spent.",
            "",
            "The leaked secret ends with the update, without a grace. Until then 'incident everything' refuses all calls."
                    + " Run again after an update that failed, it goes on with the rotation that it began."
        },
        footer = {
            "  ./portcullis incident token laptop --stack prod",
            "  ./portcullis incident token laptop --stack prod --since 7d --yes"
        })
public final class IncidentTokenCommand extends ClientChange {
    @Option(
            names = "--since",
            paramLabel = "DATE",
            defaultValue = "30d",
            description = "The first day whose spend is shown: 2027-01-01, or 7d for 7 days ago (default: 30d).")
    private String since = "";

    private LocalDate day = LocalDate.EPOCH;

    IncidentTokenCommand(Path project) {
        super(project);
    }

    /** Not, when the file ends the leaked secret already and the state has not done so yet. */
    @Override
    boolean isNew(String client, Map<String, Object> clients) {
        require(client, clients);
        day = WrittenTime.dayBack("--since", since, Clock.systemUTC().instant());
        String present = String.valueOf(clients.get(client));
        return !(isBegun(present) && present.contains("emergency=true"));
    }

    private boolean isBegun(String present) {
        return deployed().tokenIsBehind(ClientRotateCommand.version(present, "secretVersion"));
    }

    @Override
    String edit(ClientLines lines, String client, Map<String, Object> clients) {
        String present = String.valueOf(clients.get(client));
        int version = ClientRotateCommand.version(present, "secretVersion") + (isBegun(present) ? 0 : 1);
        Map<String, Optional<String>> fields = new LinkedHashMap<>();
        fields.put("secretVersion", Optional.of(String.valueOf(version)));
        fields.put("emergency", Optional.of("true"));
        fields.put("graceUntil", Optional.empty());
        return lines.set(client, fields);
    }

    @Override
    String done(String stack, String client) {
        return "The leaked service token of client '" + client + "' no longer works.\n" + spent(stack, client)
                + "\nWhat is left to do:\n"
                + "  1. Set the client's tools up again: ./portcullis connect TOOL --stack " + stack + " --client "
                + client + "\n"
                + "  2. If a virtual key lay beside the token: ./portcullis incident client " + client + " --stack "
                + stack + "\n"
                + "  3. Look for foreign addresses among the calls to the host name: Cloudflare dashboard, Security >"
                + " Analytics. The gate keeps no addresses\n"
                + "  4. Commit Pulumi." + stack + ".yaml";
    }

    private String spent(String stack, String client) {
        try (AdminClient gateway = AdminClient.ofStack(project(), stack, err())) {
            List<JsonObject> rows = Shown.items(gateway.list("/admin/spend?by=client&since=" + day));
            BigDecimal cost = rows.stream()
                    .filter(row -> Shown.text(row, "group").equals(client))
                    .map(row -> new BigDecimal(Shown.text(row, "cost")))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return "Its client spent $" + cost.toPlainString() + " since " + day;
        } catch (RuntimeException e) {
            return "What its client spent is not known: " + e.getMessage();
        }
    }
}
