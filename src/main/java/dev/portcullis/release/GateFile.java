package dev.portcullis.release;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.Origin;
import dev.portcullis.settings.value.Usd;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gate's configuration file. A host, a trial on this machine and the tests all write theirs here; every value is
 * JSON, which is YAML with its texts quoted.
 *
 * @param asOf the day to which the catalogue is held; not today, so that the same sources make the same file
 * @param callers empty on a host, which adds {@code access}, {@code clients}, {@code cloudWatch} and, where there are
 *     operators, {@code operatorsAccess} once they are known
 * @param declaredKeys as {@link DeclaredKeyFile} makes them
 * @param ownLines the lines that {@link OperatorsFile} and {@link WebhooksFile} render; empty for no door and no webhook
 */
public record GateFile(
        Places places,
        GatePorts ports,
        LocalDate asOf,
        OfferedModels models,
        CallerNames names,
        Optional<KnownCallers> callers,
        CallDefaults calls,
        DollarCaps caps,
        LedgerAddress database,
        List<Map<String, String>> declaredKeys,
        String ownLines) {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    public GateFile {
        declaredKeys = List.copyOf(declaredKeys);
    }

    /**
     * The folders of the files that the gate reads; a path that is not absolute starts at the gate's file.
     *
     * @param credentials the folder of the credential files, with its last slash; empty for the gate file's own
     * @param tables the folder of routes and models, with its last slash
     * @param models the table of models, where it is not the one of that folder
     * @param spool the folder of long bodies
     */
    public record Places(String credentials, String tables, Optional<String> models, String spool) {
        /** On a host: paths start at the folder of the generation, and secrets are systemd's credentials. */
        static final Places HOST = new Places(
                "/run/credentials/portcullis-gate.service/",
                "release/config/",
                Optional.empty(),
                "/var/cache/portcullis-gate");
    }

    /** The gate's two ports, and that of the LiteLLM beside it. */
    public record GatePorts(int callers, int admin, int liteLlm) {}

    /**
     * The models of a geography, without the capabilities that are switched off.
     *
     * @param guarded whether LiteLLM's configuration names a guardrail
     */
    public record OfferedModels(String geography, Collection<String> disabledCapabilities, boolean guarded) {}

    /** The host names under which callers know the gate, and the pages that may read answers. */
    public record CallerNames(List<Hostname> hosts, List<Origin> origins) {}

    /**
     * The Access team, and the clients whose tokens it signs.
     *
     * @param keys where the team publishes its keys, where that is not below the issuer
     * @param clients the name of each by the id of its service token
     */
    public record KnownCallers(
            String issuer, Optional<URI> keys, List<String> audiences, Map<String, String> clients) {}

    /**
     * The treatment of a call; the gate's own values where one is empty.
     *
     * @param silence the silence of a stream after which the gate sends a comment
     */
    public record CallDefaults(Optional<Duration> silence, Optional<Integer> maxTokens) {}

    /** The caps on all keys together, in days and months of UTC. */
    public record DollarCaps(Usd day, Usd month) {}

    /** The ledger's database; its password is a credential file. */
    public record LedgerAddress(String host, int port, String name, String user) {
        static LedgerAddress host(int port) {
            return new LedgerAddress("127.0.0.1", port, "portcullis", "portcullis");
        }
    }

    /** The part of a host's file that is known before {@code up}. */
    static GateFile of(Settings settings, Catalogue catalogue, Ports ports, Places places) {
        return new GateFile(
                places,
                new GatePorts(ports.callers(), ports.admin(), ports.litellm()),
                catalogue.validSince(),
                new OfferedModels(
                        settings.models().geography().word(),
                        settings.models().disabledCapabilities(),
                        settings.models().guardrail().isPresent()),
                new CallerNames(
                        List.of(settings.edge().hostname()), settings.edge().corsOrigins()),
                Optional.empty(),
                new CallDefaults(Optional.empty(), Optional.of(settings.spend().defaultMaxTokens())),
                new DollarCaps(settings.spend().capDayUsd(), settings.spend().capMonthUsd()),
                LedgerAddress.host(ports.postgres()),
                DeclaredKeyFile.entries(settings, places.credentials()),
                settings.operators()
                                .map(operators -> OperatorsFile.render(operators, ports))
                                .orElse("")
                        + WebhooksFile.render(settings.webhooks(), places.credentials()));
    }

    /** The text of the file. */
    public String render() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("port", ports.callers());
        values.put("adminPort", ports.admin());
        values.put("litellmPort", ports.liteLlm());
        for (GateCredential credential : GateCredential.values()) {
            values.put(credential.key(), places.credentials() + credential.file());
        }
        values.put("asOf", asOf.toString());
        values.put("routes", places.tables() + "routes.yaml");
        values.put("models", places.models().orElse(places.tables() + "models.yaml"));
        values.put("geography", models.geography());
        values.put("disabledCapabilities", models.disabledCapabilities());
        if (models.guarded()) {
            values.put("guarded", true);
        }
        values.put("hosts", names.hosts().stream().map(Hostname::value).toList());
        values.put("origins", names.origins().stream().map(Origin::value).toList());
        values.put("spool", places.spool());
        calls.silence().ifPresent(silence -> values.put("silenceSeconds", silence.toSeconds()));
        calls.maxTokens().ifPresent(tokens -> values.put("defaultMaxTokens", tokens));
        values.put("declaredKeys", declaredKeys);
        values.put("timeZone", "UTC");
        values.put("caps", ordered("day", dollars(caps.day()), "month", dollars(caps.month())));
        values.put(
                "database",
                ordered(
                        "host", database.host(),
                        "port", database.port(),
                        "name", database.name(),
                        "user", database.user()));
        callers.ifPresent(known -> put(values, known));
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) ->
                text.append(key).append(": ").append(GSON.toJson(value)).append('\n'));
        return text.append(ownLines).toString();
    }

    private static void put(Map<String, Object> values, KnownCallers known) {
        Map<String, Object> access = ordered("issuer", known.issuer(), "audiences", known.audiences());
        known.keys().ifPresent(keys -> access.put("keys", keys.toString()));
        List<Map<String, Object>> clients = new ArrayList<>();
        known.clients().forEach((id, name) -> clients.add(ordered("id", id, "name", name)));
        values.put("access", access);
        values.put("clients", clients);
    }

    private static BigDecimal dollars(Usd amount) {
        return new BigDecimal(amount.decimal());
    }

    /** Keys and values by turns; {@link Map#of} has no order. */
    private static Map<String, Object> ordered(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put(String.valueOf(entries[i]), entries[i + 1]);
        }
        return map;
    }
}
