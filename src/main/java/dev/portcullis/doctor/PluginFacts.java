package dev.portcullis.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.deployed.program.BoundedRun;
import dev.portcullis.deployed.program.SearchPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The Pulumi providers whose exact releases the program asks the engine for. */
final class PluginFacts {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> PROVIDERS = List.of("aws", "cloudflare", "random");

    private final PulumiRunner pulumi;
    private final Map<String, String> environment;

    PluginFacts(PulumiRunner pulumi, Map<String, String> environment) {
        this.pulumi = pulumi;
        this.environment = environment;
    }

    List<Fact> all() {
        BoundedRun listing = pulumi.run("plugin", "ls", "--json");
        List<Fact> facts = new ArrayList<>();
        for (String provider : PROVIDERS) {
            String pinned = pinned(provider);
            facts.add(of(provider, pinned, listing).expecting(pinned + ", installed or installed by pulumi up"));
        }
        return facts;
    }

    private Fact of(String provider, String pinned, BoundedRun listing) {
        if (SearchPath.find("pulumi-resource-" + provider, environment).isPresent()
                && !isSet("PULUMI_IGNORE_AMBIENT_PLUGINS")) {
            return FactKind.PLUGIN.notAsked(
                    provider,
                    "pulumi-resource-" + provider + " on PATH takes its place, whatever its version;"
                            + " PULUMI_IGNORE_AMBIENT_PLUGINS=true prevents it");
        }
        Set<String> installed;
        try {
            installed = installed(provider, listing);
        } catch (JsonProcessingException e) {
            return FactKind.PLUGIN.notAsked(provider, "pulumi plugin ls told no plugins");
        }
        if (installed.contains(pinned)) {
            return FactKind.PLUGIN.holds(provider, pinned);
        }
        String found = installed.isEmpty() ? "none" : String.join(", ", installed);
        return isSet("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION")
                ? FactKind.PLUGIN.fails(
                        provider,
                        found + ", and PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION is set",
                        "pulumi plugin install resource " + provider + " " + pinned)
                : FactKind.PLUGIN.holds(provider, found + "; pulumi up installs " + pinned);
    }

    private static Set<String> installed(String provider, BoundedRun listing) throws JsonProcessingException {
        Set<String> versions = new TreeSet<>();
        for (JsonNode plugin : JSON.readTree(listing.succeeded() ? listing.out() : "not JSON")) {
            if (plugin.path("kind").asText().equals("resource")
                    && plugin.path("name").asText().equals(provider)) {
                versions.add(plugin.path("version").asText());
            }
        }
        return versions;
    }

    /** The file that stands beside the provider's types, from which Pulumi learns the release as well. */
    private static String pinned(String provider) {
        String file = "/com/pulumi/" + provider + "/plugin.json";
        try (InputStream json = Objects.requireNonNull(PluginFacts.class.getResourceAsStream(file), file)) {
            return JSON.readTree(json).path("version").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isSet(String variable) {
        String value = environment.getOrDefault(variable, "");
        return value.equals("1") || value.equalsIgnoreCase("true");
    }
}
