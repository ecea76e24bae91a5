package dev.portcullis.gate.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ModelAccessTest {
    @Test
    void the_use_case_form_is_found_in_what_litellm_makes_of_bedrocks_words() {
        assertThat(ModelAccess.in(
                        "litellm.NotFoundError: BedrockException - {\"message\":\"Model use case details have not"
                                + " been submitted for this account. Fill out the Anthropic use case details form before using the"
                                + " model.\"}"))
                .hasValue(ModelAccess.USE_CASE);
    }

    @Test
    void the_subscription_is_found_too() {
        assertThat(
                        ModelAccess.in(
                                "litellm.APIConnectionError: BedrockException - {\"message\":\"Model access is denied due to"
                                        + " IAM user or service role is not authorized to perform the required AWS Marketplace actions"
                                        + " (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access\"}"))
                .hasValue(ModelAccess.SUBSCRIPTION);
    }

    @Test
    void another_refusal_is_neither() {
        assertThat(ModelAccess.in(
                        "User: arn:aws:sts::1:assumed-role/r is not authorized to perform: bedrock:InvokeModel"))
                .isEmpty();
    }
}
