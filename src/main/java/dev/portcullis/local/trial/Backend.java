package dev.portcullis.local.trial;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.litellm.LiteLlmConfig;
import dev.portcullis.local.bedrock.BedrockStandIn;
import dev.portcullis.local.litellm.AwsEnvironment;
import dev.portcullis.local.litellm.LiteLlm;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The services behind the gate: LiteLLM, and the stand-in for Bedrock unless Bedrock itself answers. */
final class Backend implements AutoCloseable {
    private final Optional<BedrockStandIn> standIn;
    private final StateFile state;
    private final LiteLlm litellm;

    private Backend(Optional<BedrockStandIn> standIn, StateFile state, LiteLlm litellm) {
        this.standIn = standIn;
        this.state = state;
        this.litellm = litellm;
    }

    /** Returns as soon as both are started; what fails leaves nothing running. */
    static Backend start(Trial.Parts parts, int port, String internalKey) {
        Catalogue catalogue = parts.catalogue();
        Bedrock bedrock = parts.bedrock();
        StateFile state = StateFile.of(parts.folder().path(), "litellm");
        if (bedrock instanceof RealBedrock real) {
            String config = LiteLlmConfig.render(catalogue, real.geography(), real.region());
            return new Backend(
                    Optional.empty(), state, litellm(parts, port, config, internalKey, real.environment(), state));
        }
        BedrockStandIn standIn = BedrockStandIn.start(catalogue, bedrock.geography(), bedrock.region());
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + standIn.port());
            String config = LiteLlmConfig.render(
                    catalogue, bedrock.geography(), bedrock.region(), bedrock.guardrail(), endpoint);
            Map<String, String> aws = AwsEnvironment.standIn(endpoint);
            return new Backend(Optional.of(standIn), state, litellm(parts, port, config, internalKey, aws, state));
        } catch (RuntimeException e) {
            standIn.close();
            throw e;
        }
    }

    private static LiteLlm litellm(
            Trial.Parts parts, int port, String config, String internalKey, Map<String, String> aws, StateFile state) {
        return LiteLlm.start(
                parts.install().python(),
                parts.folder().path().resolve("litellm"),
                port,
                config,
                internalKey,
                aws,
                state::record);
    }

    LiteLlm litellm() {
        return litellm;
    }

    /** Absent when answers are paid for. */
    Optional<BedrockStandIn> standIn() {
        return standIn;
    }

    @Override
    public void close() {
        litellm.close();
        state.close();
        standIn.ifPresent(BedrockStandIn::close);
    }
}
