package dev.portcullis.settings;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.SecureValue;
import dev.portcullis.settings.value.WebhookKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything the configuration of a gateway stack says, checked and typed; no secret is among it. A new setting goes
 * into the group that needs it, or into a record of its own beside the groups.
 *
 * @param operators the people for whom the admin API has a host name of its own; empty for nobody
 * @param webhooks the kind of each webhook by its name, sorted; their addresses are secrets
 */
public record Settings(
        String stackName,
        AccountSettings account,
        EdgeSettings edge,
        List<Client> clients,
        Optional<Operators> operators,
        ModelSettings models,
        SpendSettings spend,
        HostSettings host,
        Map<String, WebhookKind> webhooks) {

    public Settings {
        clients = List.copyOf(clients);
        webhooks = Collections.unmodifiableMap(new TreeMap<>(webhooks));
    }

    /**
     * Reads a configuration whose defaults are merged already, so a key that is absent is a problem. Empty when
     * anything was wrong; {@code problems} then holds all of it.
     *
     * @param raw full keys ({@code portcullis:hostname}, {@code aws:region}) to texts, numbers, booleans, lists, maps
     *     or {@link SecureValue}; keys of other namespaces are ignored
     */
    public static Optional<Settings> from(Map<String, Object> raw, String stackName, Problems problems) {
        return new SettingsReader(new RawConfig(raw, problems)).read(stackName);
    }

    /** The host name under which operators reach the admin API; empty when nobody may. */
    public Optional<Hostname> adminHostname() {
        return operators.map(Operators::hostname);
    }

    /** Whether the values of a full key are secrets, each of which is handed over as a {@link SecureValue}. */
    public static boolean isSecret(String key) {
        return Arrays.stream(Key.values())
                .anyMatch(known -> known.isSecret() && known.full().equals(key));
    }

    /** Every key that is read from the namespace {@code portcullis}, without its prefix. */
    public static Set<String> keys() {
        return Key.names();
    }
}
