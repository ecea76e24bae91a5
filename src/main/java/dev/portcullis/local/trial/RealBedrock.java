package dev.portcullis.local.trial;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.input.BadInput;
import dev.portcullis.local.litellm.AwsCredentials;
import dev.portcullis.local.litellm.AwsEnvironment;
import dev.portcullis.local.litellm.LiteLlmInstall;
import dev.portcullis.settings.value.Geography;
import dev.portcullis.settings.value.Guardrail;
import dev.portcullis.settings.value.Region;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Amazon Bedrock itself, with the AWS credentials of the trial's user: every answer is paid for. */
public final class RealBedrock implements Bedrock {
    private final Region region;
    private final Map<String, String> environment;

    /** None: an account's guardrails are the stack's affair. */
    @Override
    public Optional<Guardrail> guardrail() {
        return Optional.empty();
    }

    private RealBedrock(Region region, Map<String, String> environment) {
        this.region = region;
        this.environment = environment;
    }

    /**
     * Looks at nothing but its arguments.
     *
     * @param region empty for {@code AWS_REGION}, or else {@code AWS_DEFAULT_REGION}, of the environment
     * @throws BadInput when there is no region, or no such region, or the catalogue has no chat model for it
     */
    public static RealBedrock of(String region, Map<String, String> environment, Catalogue catalogue) {
        String name = Stream.of(
                        region,
                        environment.getOrDefault("AWS_REGION", ""),
                        environment.getOrDefault("AWS_DEFAULT_REGION", ""))
                .filter(given -> !given.isEmpty())
                .findFirst()
                .orElse("");
        RealBedrock bedrock = new RealBedrock(region(name), AwsEnvironment.ofCaller(environment));
        if (catalogue.offered(bedrock.geography()).stream()
                .noneMatch(offered -> offered.model().kind() == ModelKind.CHAT)) {
            throw new BadInput(
                    "--region",
                    "a region for whose geography config/models.yaml has a chat model",
                    "'" + name + "' (" + bedrock.geography() + ")",
                    "Take another, such as us-east-1 or eu-west-1");
        }
        return bedrock;
    }

    /** The narrowest that the region can call, as a stack's first choice would be. */
    @Override
    public String geography() {
        return Geography.of(region).get(0).word();
    }

    @Override
    public String region() {
        return region.value();
    }

    /** All that LiteLLM is told of AWS. Never to be printed. */
    Map<String, String> environment() {
        return environment;
    }

    /** Throws {@link BadInput} when LiteLLM would find no credentials. Asks nobody but AWS's own places for them. */
    public void requireCredentials(LiteLlmInstall install) {
        AwsCredentials.require(install.python(), environment);
    }

    /** The notice to a person before anything is paid for. */
    public String notice(Catalogue catalogue) {
        PaidChecks paid = new PaidChecks(TrialModels.cheapest(catalogue.offered(geography())));
        return "Amazon Bedrock itself in " + region + ", with your AWS credentials: this costs money.\n"
                + "  The " + paid.count() + " checks that ask a model cost at most $"
                + paid.mostDollars().toPlainString() + " together; what you ask afterwards costs what AWS charges.\n"
                + "  Left out, since only the stand-in can be told to: a long silence, a hang-up. Left out for their"
                + " price: images.";
    }

    private static Region region(String name) {
        try {
            return new Region(name);
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    "--region",
                    "a region such as us-east-1",
                    name.isEmpty() ? "none, and neither AWS_REGION nor AWS_DEFAULT_REGION" : "'" + name + "'",
                    "Add --region with the region whose Bedrock to ask");
        }
    }
}
