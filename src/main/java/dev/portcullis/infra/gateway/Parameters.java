package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.aws.ssm.enums.ParameterType;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.random.RandomPassword;
import dev.portcullis.infra.random.RandomPasswordArgs;
import dev.portcullis.infra.stack.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters that carry the desired state to the host. Secrets lie in SecureStrings of their own; {@code desired}
 * holds everything else that is known only after {@code up}, and the versions of the secrets, so that a new secret is a
 * change to apply.
 */
public final class Parameters extends ComponentResource {
    /** Letters and digits only, so that a secret needs no quoting anywhere; 48 of them carry 285 bits. */
    private static final int SECRET_LENGTH = 48;

    private static final String TUNNEL_TOKEN = "tunnel-token";
    private static final List<String> GENERATED =
            List.of("database-password", "litellm-key", "admin-key", "key-pepper");

    private final List<Resource> all = new ArrayList<>();
    private final ClientKeys clientKeys;

    /**
     * The sources of the parameters.
     *
     * @param webhooks parameter to credential
     * @param bundle uploaded before {@code desired} names it
     */
    record Args(
            Output<String> tunnelToken, Map<String, Output<String>> webhooks, DesiredState desired, Resource bundle) {}

    Parameters(String name, Site site, Args args) {
        super("portcullis:index:Parameters", name, site.component());
        CustomResourceOptions child = under(this).build();
        Map<String, Output<Integer>> versions = new LinkedHashMap<>();
        versions.put(TUNNEL_TOKEN, secret(name, site, TUNNEL_TOKEN, args.tunnelToken(), child));
        for (String part : GENERATED) {
            versions.put(part, secret(name, site, part, generate(name, part, child), child));
        }
        clientKeys = new ClientKeys(name, site, child);
        clientKeys.parameters().forEach((part, text) -> versions.put(part, secret(name, site, part, text, child)));
        args.webhooks().forEach((part, text) -> versions.put(part, secret(name, site, part, text, child)));
        all.add(new Parameter(
                name + "-desired",
                ParameterArgs.builder()
                        .name(site.names().parameter(HostPolicies.DESIRED))
                        .description("What the host should be; it looks here every two minutes")
                        .type(ParameterType.String)
                        // Fifty clients do not fit into the 4 KB of the free tier, two do.
                        .tier("Intelligent-Tiering")
                        .value(args.desired().json(versions))
                        .build(),
                under(this).dependsOn(args.bundle()).build()));
        all.add(kept(name, site, HostPolicies.APPLIED, "What the host last applied, and how that ended"));
        all.add(kept(
                name,
                site,
                HostPolicies.RESTORE,
                "The order to restore a dump; the host looks here every ten seconds"));
        all.add(kept(name, site, HostPolicies.RESTORED, "What became of that order"));
        registerOutputs(Map.of("desired", Output.of(site.names().parameter(HostPolicies.DESIRED))));
    }

    /** The names of the secret parameters, those of declared keys and of webhooks by their patterns: a right to read any of them. */
    public static List<String> secrets() {
        List<String> names = new ArrayList<>(GENERATED);
        names.add(TUNNEL_TOKEN);
        names.add(ClientKeys.PART + "*");
        names.add(WebhookCredentials.PART + "*");
        return List.copyOf(names);
    }

    ClientKeys clientKeys() {
        return clientKeys;
    }

    /** The parameters that the host waits for. */
    List<Resource> all() {
        return List.copyOf(all);
    }

    private static Output<String> generate(String name, String part, CustomResourceOptions child) {
        return new RandomPassword(
                        name + "-" + part + "-value",
                        RandomPasswordArgs.builder()
                                .length(SECRET_LENGTH)
                                .special(false)
                                .build(),
                        child)
                .result();
    }

    private Output<Integer> secret(
            String name, Site site, String part, Output<String> value, CustomResourceOptions child) {
        Parameter parameter = new Parameter(
                name + "-" + part,
                ParameterArgs.builder()
                        .name(site.names().parameter(part))
                        .type(ParameterType.SecureString)
                        .value(value.asSecret())
                        .build(),
                child);
        all.add(parameter);
        return parameter.version();
    }

    /** Written by the host or by an operator's command; declared so that it goes when the stack goes. */
    private Parameter kept(String name, Site site, String part, String description) {
        return new Parameter(
                name + "-" + part,
                ParameterArgs.builder()
                        .name(site.names().parameter(part))
                        .description(description)
                        .type(ParameterType.String)
                        .value("{}")
                        .build(),
                under(this).ignoreChanges("value").build());
    }
}
