package dev.portcullis.gate.config;

import dev.portcullis.gate.config.GateConfig.Callers;
import dev.portcullis.gate.config.GateConfig.OperatorsDoor;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlMap;
import dev.portcullis.settings.value.AdminScope;
import dev.portcullis.settings.value.Email;
import dev.portcullis.settings.value.EmailDomain;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.OperatorScopes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The part of the gate's file that opens the operators' door: {@code operators} from the settings, and
 * {@code operatorsAccess} with what Access made. Neither is any use alone.
 */
final class DoorReader {
    private static final String SETTINGS = "operators";
    private static final String ACCESS = "operatorsAccess";

    private final YamlMap file;
    private final Problems problems;

    DoorReader(YamlMap file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    Optional<OperatorsDoor> read(Optional<Callers> callers) {
        if (!file.has(SETTINGS) && !file.has(ACCESS)) {
            return Optional.empty();
        }
        Optional<YamlMap> settings = section(SETTINGS, "port, host, emails, emailDomains and groups");
        Optional<YamlMap> access = section(ACCESS, "audience and token");
        return settings.flatMap(map -> access.flatMap(made -> door(map, made, callers)));
    }

    private Optional<OperatorsDoor> door(YamlMap settings, YamlMap access, Optional<Callers> callers) {
        Optional<Integer> port = settings.value("port", "a port from 1 to 65535", GateConfigReader::port);
        Optional<Hostname> host = settings.value("host", "a host name", Hostname::new);
        Map<String, AdminScope> emails = scopes(
                settings,
                "emails",
                "a mail address",
                text -> new Email(text).value().toLowerCase(Locale.ROOT));
        Map<String, AdminScope> domains =
                scopes(settings, "emailDomains", "a mail domain", text -> new EmailDomain(text).value());
        Optional<Boolean> groups = settings.value("groups", "true or false", DoorReader::bool);
        settings.refuseOthers();
        Optional<String> audience = access.text("audience");
        Optional<String> token = access.text("token");
        access.refuseOthers();
        callers.ifPresent(known -> {
            refuseShared(access, "audience", audience.filter(known.access().audiences()::contains));
            refuseShared(access, "token", token.filter(known.clients()::containsKey));
            refuseShared(settings, "host", host.map(Hostname::value).filter(known.hosts()::contains));
        });
        return port.flatMap(number -> host.flatMap(name -> audience.flatMap(tag -> token.flatMap(id -> groups.map(
                any -> new OperatorsDoor(number, name, tag, id, new OperatorScopes(emails, domains), any))))));
    }

    private static Map<String, AdminScope> scopes(
            YamlMap settings, String key, String form, UnaryOperator<String> read) {
        Map<String, AdminScope> scopes = new TreeMap<>();
        for (YamlMap map : settings.maps(key)) {
            Optional<String> who = map.value("who", form, read);
            Optional<AdminScope> scope = map.value("scope", "read, keys or all", DoorReader::scope);
            map.refuseOthers();
            who.ifPresent(address -> scope.ifPresent(given -> scopes.put(address, given)));
        }
        return scopes;
    }

    private void refuseShared(YamlMap map, String key, Optional<String> shared) {
        shared.ifPresent(text ->
                problems.add(map.where(key), "another one than callers have", "the callers'", "Run 'pulumi up'"));
    }

    private Optional<YamlMap> section(String key, String what) {
        Optional<YamlMap> map = file.map(key);
        if (map.isEmpty()) {
            problems.add(
                    file.where(key),
                    "a mapping of " + what,
                    "nothing of that form",
                    "The operators' door needs both " + SETTINGS + " and " + ACCESS);
        }
        return map;
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static AdminScope scope(String text) {
        for (AdminScope scope : AdminScope.values()) {
            if (scope.word().equals(text)) {
                return scope;
            }
        }
        throw new IllegalArgumentException(text);
    }
}
