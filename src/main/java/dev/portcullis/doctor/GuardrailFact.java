package dev.portcullis.doctor;

import dev.portcullis.settings.value.Guardrail;
import software.amazon.awssdk.services.bedrock.model.GetGuardrailResponse;
import software.amazon.awssdk.services.bedrock.model.GuardrailStatus;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

/** Whether the stack's guardrail is there: without it Bedrock refuses every chat. */
record GuardrailFact(String region, Guardrail guardrail, AccountClients account) {

    Fact ask() {
        String name = guardrail.id() + " version " + guardrail.version();
        return AwsFacts.asked(FactKind.GUARDRAIL, name, "bedrock:GetGuardrail", () -> {
            try {
                GetGuardrailResponse told = account.bedrock(region)
                        .getGuardrail(request ->
                                request.guardrailIdentifier(guardrail.id()).guardrailVersion(guardrail.version()));
                return FactKind.GUARDRAIL.of(
                        name,
                        told.status() == GuardrailStatus.READY,
                        told.status() == GuardrailStatus.READY
                                ? "ready in " + region
                                : "its status is " + told.statusAsString(),
                        "Look at it in the Bedrock console of " + region + ", and deploy when it is ready");
            } catch (ResourceNotFoundException | ValidationException e) {
                return FactKind.GUARDRAIL.fails(
                        name,
                        "none in " + region,
                        "aws bedrock list-guardrails --region " + region
                                + ", then set portcullis:guardrail to one of them and a version of it");
            }
        });
    }
}
