package dev.portcullis.settings;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Cidr;
import dev.portcullis.settings.value.Geography;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.Origin;
import dev.portcullis.settings.value.Region;
import dev.portcullis.settings.value.SecureValue;
import dev.portcullis.settings.value.StackName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything the configuration of a gateway stack says, checked and typed; no secret is among it.
 *
 * @param operators who may operate it under a host name of its own; empty when nobody may
 * @param identityStack the stack whose permission boundary every role carries
 */
public record Settings(
        String stackName,
        Region region,
        Hostname hostname,
        Cloudflare cloudflare,
        List<Client> clients,
        Optional<Operators> operators,
        List<Cidr> allowedCidrs,
        List<Origin> corsOrigins,
        Set<String> disabledCapabilities,
        SpendSettings spend,
        HostSettings host,
        Geography bedrockGeography,
        boolean auditTrail,
        ZoneSettings zoneSettings,
        Optional<StackName> identityStack) {

    public Settings {
        clients = List.copyOf(clients);
        allowedCidrs = List.copyOf(allowedCidrs);
        corsOrigins = List.copyOf(corsOrigins);
        // Sorted, because the order reaches rendered files, and those must not change from one run to the next.
        disabledCapabilities = Collections.unmodifiableSortedSet(new TreeSet<>(disabledCapabilities));
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

    /** Every key that is read from the namespace {@code portcullis}, without its prefix. */
    public static Set<String> keys() {
        return Key.names();
    }
}
