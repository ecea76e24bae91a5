package dev.portcullis.settings;

import dev.portcullis.input.Suggestion;
import dev.portcullis.settings.value.Geography;
import dev.portcullis.settings.value.Guardrail;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.Region;
import dev.portcullis.settings.value.StackName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks for every key once, in the order of {@code Pulumi.yaml} as far as the groups allow, and then for what concerns two of them. */
final class SettingsReader {
    /** The form of such a word; the table of routes decides which of them exist. */
    private static final Pattern CAPABILITY = Pattern.compile("[a-z][a-z-]{0,29}");

    private final RawConfig raw;

    SettingsReader(RawConfig raw) {
        this.raw = raw;
    }

    Optional<Settings> read(String stackName) {
        StackName.check(stackName, raw.problems());
        raw.refuseUnknownKeys();
        var region = raw.get(Key.REGION).as("a region of AWS's commercial partition such as eu-west-1", Region::new);
        var hostname = raw.get(Key.HOSTNAME).as("a fully qualified host name such as llm.example.com", Hostname::new);
        var cloudflare = CloudflareReader.cloudflare(raw);
        var clients = ClientsReader.clients(raw);
        var operators = OperatorsReader.operators(raw, hostname);
        var edge = EdgeReader.edge(raw, hostname, cloudflare);
        var spend = SpendReader.spend(raw);
        var host = HostReader.host(raw, region);
        var webhooks = WebhookSettingsReader.webhooks(raw);
        var models = models(region);
        var account = account(region, stackName);
        return raw.ifSound(() -> new Settings(
                stackName,
                account.orElseThrow(),
                edge.orElseThrow(),
                clients.orElseThrow(),
                operators,
                models.orElseThrow(),
                spend.orElseThrow(),
                host.orElseThrow(),
                webhooks.orElseThrow()));
    }

    private Optional<ModelSettings> models(Optional<Region> region) {
        var disabled = raw.get(Key.DISABLED_CAPABILITIES).list("a list of capabilities", SettingsReader::capability);
        var geography = geography(region);
        var guardrail = guardrail(raw.get(Key.GUARDRAIL));
        return raw.ifSound(() -> new ModelSettings(geography.orElseThrow(), disabled, guardrail));
    }

    /** None for an empty mapping; the two fields need each other. */
    private Optional<Guardrail> guardrail(RawValue value) {
        List<String> fields = List.of("id", "version");
        if (!value.isMapping()) {
            value.refuse("a mapping with id and version, or {}", value.set(".id", Key.GUARDRAIL.example()));
            return Optional.empty();
        }
        if (value.fields().isEmpty()) {
            return Optional.empty();
        }
        value.fields().stream()
                .filter(name -> !fields.contains(name))
                .forEach(name -> value.field(name, "")
                        .refuse("a known field", "'" + name + "'", Suggestion.remedy(name, fields)));
        var id = value.field("id", Key.GUARDRAIL.example())
                .as("the id of a guardrail such as gr0abc1def2gh, the last part of its ARN", Guardrail::checkId);
        var version = value.field("version", "1")
                .as("the number of a version; DRAFT would change without a deployment", Guardrail::checkVersion);
        return raw.ifSound(() -> new Guardrail(id.orElseThrow(), version.orElseThrow()));
    }

    private Optional<AccountSettings> account(Optional<Region> region, String stackName) {
        var auditTrail = raw.get(Key.AUDIT_TRAIL).bool();
        var identityStack = identityStack(stackName);
        return raw.ifSound(() -> new AccountSettings(region.orElseThrow(), auditTrail.orElseThrow(), identityStack));
    }

    private Optional<StackName> identityStack(String stackName) {
        RawValue value = raw.get(Key.IDENTITY_STACK);
        Optional<StackName> identity =
                value.unlessEmpty("the name of the identity stack of this account, or \"\"", StackName::new);
        if (identity.filter(name -> name.value().equals(stackName)).isPresent()) {
            value.refuse("another stack than this one", value.set("identity"));
        }
        return identity;
    }

    private static Optional<String> capability(RawValue item) {
        return item.as("a capability such as images", text -> RawValue.matching(CAPABILITY, text));
    }

    private Optional<Geography> geography(Optional<Region> region) {
        // The region's own geography, never the wider one: a person pastes what the remedy says.
        RawValue value = raw.get(
                Key.BEDROCK_GEOGRAPHY,
                region.map(here -> Geography.of(here).get(0).word()).orElse(Key.BEDROCK_GEOGRAPHY.example()));
        Optional<Geography> geography = value.word(Geography.values(), Geography::word);
        if (geography.isPresent() && region.isPresent()) {
            List<Geography> fitting = Geography.of(region.get());
            if (!fitting.contains(geography.get())) {
                String words = fitting.stream().map(Geography::word).collect(Collectors.joining(" or "));
                value.refuse(
                        words + ", which aws:region " + region.get() + " can call",
                        value.set(fitting.get(0).word()));
            }
        }
        return geography;
    }
}
