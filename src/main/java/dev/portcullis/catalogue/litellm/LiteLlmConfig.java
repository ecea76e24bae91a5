package dev.portcullis.catalogue.litellm;

import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.settings.value.Guardrail;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;

/**
 * LiteLLM's configuration file (YAML) for one stack. It holds no secret: credentials come from the AWS chain of the
 * process, the internal key from the file named by {@link #INTERNAL_KEY_FILE}.
 */
public final class LiteLlmConfig {
    /**
     * The environment variable that holds the <em>path</em> of the internal key: a file without a newline at its end.
     * LiteLLM's reader of token files serves here, since it reads a master key from nowhere else but the environment
     * itself, where every child process and crash report would see it.
     */
    public static final String INTERNAL_KEY_FILE = "LITELLM_INTERNAL_KEY_FILE";

    private static final String HEADER = """
            # Rendered from config/models.yaml. Change that file, not this one.
            """;

    /** Each key stands where LiteLLM reads it: one in the wrong section is ignored without a word. */
    private static final String SETTINGS = """
            general_settings:
              master_key: os.environ/oidc/env_path/%s
              # No proxy in front of it may name a caller's address.
              trusted_proxy_ranges: []
            litellm_settings:
              # A field that a model does not take is left out instead of refused: clients send every vendor's fields.
              drop_params: true
              # The gate retries, before the first byte only.
              num_retries: 0
              # Seconds; the default is 6000. The gate's own limits are shorter.
              request_timeout: 600
              turn_off_message_logging: true
              json_logs: true
            router_settings:
              num_retries: 0
              # One deployment per name: after a throttle, a cool-down would refuse every caller for seconds.
              disable_cooldowns: true
            """.formatted(INTERNAL_KEY_FILE);

    private LiteLlmConfig() {}

    /** The configuration for Bedrock itself, without a guardrail. */
    public static String render(Catalogue catalogue, String geography, String region) {
        return render(catalogue, geography, region, Optional.empty());
    }

    /** Without a guardrail, and with a stand-in for Bedrock. */
    public static String render(Catalogue catalogue, String geography, String region, URI bedrockEndpoint) {
        return render(catalogue, geography, region, Optional.empty(), bedrockEndpoint);
    }

    /**
     * The configuration for Bedrock itself.
     *
     * @param region the stack's own
     * @param guardrail looks at every prompt and answer of a chat model, whatever the API; no caller can name another
     */
    public static String render(Catalogue catalogue, String geography, String region, Optional<Guardrail> guardrail) {
        return render(catalogue, geography, region, guardrail(guardrail), "");
    }

    /** Sends every call to {@code bedrockEndpoint}, such as {@code http://127.0.0.1:4010}, instead of AWS. */
    public static String render(
            Catalogue catalogue, String geography, String region, Optional<Guardrail> guardrail, URI bedrockEndpoint) {
        // LiteLLM appends paths to it as text.
        String base = bedrockEndpoint.toString().replaceAll("/+$", "");
        String endpoint = "      aws_bedrock_runtime_endpoint: \"" + base + "\"\n";
        return render(catalogue, geography, region, guardrail(guardrail), endpoint);
    }

    private static String render(
            Catalogue catalogue, String geography, String region, String guardrail, String endpoint) {
        StringBuilder yaml = new StringBuilder(HEADER).append("model_list:\n");
        for (OfferedModel offered : catalogue.offered(geography)) {
            Iterator<String> regions = offered.callRegions(region).iterator();
            for (String name : offered.deployments()) {
                yaml.append(deployment(name, offered, regions.next(), guardrail, endpoint));
            }
        }
        return yaml.append(SETTINGS).toString();
    }

    private static String deployment(
            String name, OfferedModel offered, String region, String guardrail, String endpoint) {
        boolean chat = offered.model().kind() == ModelKind.CHAT;
        return """
                  - model_name: "%s"
                    litellm_params:
                      model: "%s"
                      aws_region_name: "%s"
                """.formatted(name, route(offered), region) + endpoint + (chat ? guardrail : "") + tokenCount(offered);
    }

    /** The trace names the policy that intervened and the text units; the gate keeps it from callers. */
    private static String guardrail(Optional<Guardrail> guardrail) {
        return guardrail
                .map(applied -> """
                      guardrailConfig:
                        guardrailIdentifier: "%s"
                        guardrailVersion: "%s"
                        trace: "enabled"
                """.formatted(applied.id(), applied.version()))
                .orElse("");
    }

    /**
     * Claude goes without a route: LiteLLM then takes Converse for chat and InvokeModel for Anthropic messages, which
     * passes those on nearly unchanged. Any other chat model is pinned to Converse, as a model that LiteLLM's own list
     * does not name would go to InvokeModel in a format that it may not have.
     */
    private static String route(OfferedModel offered) {
        boolean pinned = offered.model().kind() == ModelKind.CHAT
                && !offered.model().vendor().equals("anthropic");
        return "bedrock/" + (pinned ? "converse/" : "") + offered.bedrockId();
    }

    /**
     * LiteLLM's own list counts some models' tokens on another AWS service and in a region of its choice. Counting must
     * not send a prompt where the model itself would not: this asks Bedrock, by the foundation model's id, in the
     * region of the model.
     */
    private static String tokenCount(OfferedModel offered) {
        return !offered.model().can(Capability.COUNT_TOKENS)
                ? ""
                : """
                    model_info:
                      token_count_model:
                        model: "%s"
                        litellm_provider: bedrock
                """.formatted(offered.bedrock().baseId());
    }
}
