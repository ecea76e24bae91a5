package dev.portcullis.gate.config;

import dev.portcullis.gate.config.GateConfig.LedgerConfig;
import dev.portcullis.gate.config.GateConfig.Secret;
import dev.portcullis.gate.ledger.PostgresLogin;
import dev.portcullis.gate.ledger.key.AdminKeyText;
import dev.portcullis.gate.ledger.key.Pepper;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlMap;
import dev.portcullis.settings.value.Usd;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** The part of the gate's file that says where the ledger is and what all keys together may spend. */
final class LedgerReader {
    private static final String ADMIN_KEY = "the first administrator's key";
    private static final String NAME = "a name of letters, digits, _ and -";
    private static final String DOLLARS = "US dollars such as 10 or 2.50";

    private final YamlMap file;
    private final Problems problems;
    private final Secrets secrets;

    /** Reads the credential file that a key of the file names. */
    interface Secrets {
        Optional<Secret> read(String key, String what);
    }

    LedgerReader(YamlMap file, Problems problems, Secrets secrets) {
        this.file = file;
        this.problems = problems;
        this.secrets = secrets;
    }

    Optional<LedgerConfig> read() {
        Optional<PostgresLogin> database = database();
        Optional<Pepper> pepper = pepper();
        Optional<AdminKeyText> firstKey = firstKey();
        Optional<GatewayCaps> caps = caps();
        return database.flatMap(login -> pepper.flatMap(
                secret -> firstKey.flatMap(key -> caps.map(cap -> new LedgerConfig(login, secret, key, cap)))));
    }

    /** The address and the role; always on this machine or one that the operator names. */
    private Optional<PostgresLogin> database() {
        Optional<Secret> password = secrets.read("databasePasswordFile", "the database role's password");
        return section("database", "host, port, name and user of the ledger's database")
                .flatMap(map -> {
                    Optional<String> host = map.value("host", NAME, text -> matching(text, "[A-Za-z0-9._-]{1,200}"));
                    Optional<Integer> port = map.value("port", "a port from 1 to 65535", GateConfigReader::port);
                    Optional<String> name = map.value("name", NAME, text -> matching(text, "[A-Za-z0-9_-]{1,63}"));
                    Optional<String> user = map.value("user", NAME, text -> matching(text, "[A-Za-z0-9_-]{1,63}"));
                    map.refuseOthers();
                    return host.flatMap(at -> port.flatMap(number -> name.flatMap(database -> user.flatMap(role ->
                            password.map(secret -> new PostgresLogin(at, number, database, role, secret.value()))))));
                });
    }

    private Optional<Pepper> pepper() {
        return secrets.read("pepperFile", "at least 32 random characters").flatMap(secret -> {
            if (secret.value().length() < Pepper.LEAST_CHARACTERS) {
                problems.add(
                        file.where("pepperFile"),
                        "a file of at least " + Pepper.LEAST_CHARACTERS + " characters",
                        secret.value().length() + " of them",
                        "Make a longer one, before the first key: a key does not outlive its pepper");
                return Optional.empty();
            }
            return Optional.of(new Pepper(secret.value()));
        });
    }

    /** The first administrator's key. */
    private Optional<AdminKeyText> firstKey() {
        return secrets.read("adminKeyFile", ADMIN_KEY).flatMap(secret -> {
            Optional<AdminKeyText> key = AdminKeyText.parse(secret.value())
                    .filter(text -> text.name().equals(AdminKeyText.FIRST));
            if (key.isEmpty()) {
                problems.add(
                        file.where("adminKeyFile"),
                        "a file with " + ADMIN_KEY,
                        secret.value().length() + " characters of another form",
                        "Write 'ak-first-' and 43 random letters, digits, _ and - into it");
            }
            return key;
        });
    }

    private Optional<GatewayCaps> caps() {
        Optional<ZoneId> zone = file.value("timeZone", "a time zone such as UTC or Europe/Berlin", LedgerReader::zone);
        return section("caps", "day and month in US dollars").flatMap(map -> {
            Optional<Usd> day = map.value("day", DOLLARS, Usd::ofDollars);
            Optional<Usd> month = map.value("month", DOLLARS, Usd::ofDollars);
            map.refuseOthers();
            return day.flatMap(daily -> month.flatMap(monthly -> zone.map(at -> new GatewayCaps(daily, monthly, at))));
        });
    }

    private Optional<YamlMap> section(String key, String what) {
        Optional<YamlMap> map = file.map(key);
        if (map.isEmpty()) {
            problems.add(
                    file.where(key),
                    "a mapping of " + what,
                    "nothing of that form",
                    "Without it nothing could be paid for, so the gate does not start");
        }
        return map;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String matching(String text, String form) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
