package dev.portcullis.cli.client;

import com.google.gson.JsonElement;
import dev.portcullis.cli.keys.TermOptions;
import dev.portcullis.input.BadInput;
import dev.portcullis.stackfile.ClientLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A new caller with a service token of its own, and a virtual key if budgets are given. */
@Command(
        name = "add",
        description = {
            "Adds a client to a stack's settings and deploys it.",
            "",
            "The client gets a service token. With a term of a key, such as a budget, it gets a declared virtual key",
            "too. The plan's difference is shown before anything is written. Needs the Pulumi CLI and the role deployer."
        },
        footer = {
            "  ./portcullis client add nightly --stack prod --day 2.5 --model 'nova-*'",
            "  ./portcullis client add batch --stack prod --duration 2160h",
            "  ./portcullis client add nightly --stack prod --month 40 --preview"
        })
final class ClientAddCommand extends ClientChange {
    @Option(
            names = "--duration",
            paramLabel = "HOURS",
            defaultValue = "8760h",
            description = "The life of its service token (default: 8760h, a year).")
    private String duration = "";

    @Mixin
    private TermOptions terms = new TermOptions();

    ClientAddCommand(Path project) {
        super(project);
    }

    @Override
    boolean isNew(String client, Map<String, Object> clients) {
        return !entry().toString().equals(clients.get(client));
    }

    @Override
    String edit(ClientLines lines, String client, Map<String, Object> clients) {
        if (clients.containsKey(client)) {
            throw new BadInput(
                    "NAME",
                    "a name that no client of the stack has",
                    "'" + client + "', which line " + lines.line(client) + " of " + lines.file()
                            + " has with other terms",
                    "See ./portcullis client rotate --help, or edit its terms in the settings");
        }
        refuseForeign(client);
        List<String> fields = new ArrayList<>();
        entry().forEach((field, value) -> {
            if (value instanceof Map<?, ?> key) {
                fields.add(field + ":");
                key.forEach((term, amount) -> fields.add("  " + term + ": " + scalar(amount)));
            } else {
                fields.add(field + ": " + scalar(value));
            }
        });
        return lines.add(client, fields);
    }

    /** An update from a file without a colleague's client would change or remove what the colleague has deployed. */
    private void refuseForeign(String client) {
        deployed().created().ifPresent(created -> {
            throw new BadInput(
                    "NAME",
                    "a name that no client of the stack has",
                    "'" + client + "', which was deployed at " + created + " from another file",
                    "Fetch the newer Pulumi." + stack() + ".yaml if a colleague added it; 'pulumi up --stack " + stack()
                            + "' removes it otherwise");
        });
    }

    /** The words of a person become quoted texts, so that none of them can change the form of the file. */
    private static String scalar(Object value) {
        if (value instanceof List<?> list) {
            return "["
                    + String.join(
                            ", ", list.stream().map(ClientAddCommand::scalar).toList()) + "]";
        }
        String text = String.valueOf(value);
        return text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?|true|[0-9]{1,6}h")
                ? text
                : "'" + text.replaceAll("[\\r\\n]", " ").replace("'", "''") + "'";
    }

    /** A declared key has the budgets and limits beside its other terms, where the admin API has them in groups. */
    private Map<String, Object> entry() {
        Map<String, Object> key = new LinkedHashMap<>();
        terms.fields().asMap().forEach((term, value) -> {
            if (value.isJsonObject()) {
                value.getAsJsonObject().asMap().forEach((inner, amount) -> put(key, inner, amount));
            } else {
                put(key, term, value);
            }
        });
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("duration", duration);
        if (!key.isEmpty()) {
            entry.put("key", key);
        }
        return entry;
    }

    /** A term of a new key that is none is the same as one that is left out. */
    private static void put(Map<String, Object> key, String term, JsonElement value) {
        if (value.isJsonArray()) {
            key.put(
                    term,
                    value.getAsJsonArray().asList().stream()
                            .map(JsonElement::getAsString)
                            .toList());
        } else if (!value.isJsonNull()) {
            key.put(term, value.getAsString());
        }
    }

    @Override
    String done(String stack, String client) {
        return "Client '" + client + "' is deployed. Set a tool up with: ./portcullis connect TOOL --stack " + stack
                + " --client " + client;
    }
}
