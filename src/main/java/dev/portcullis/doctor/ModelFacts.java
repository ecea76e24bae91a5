package dev.portcullis.doctor;

import dev.portcullis.catalogue.OfferedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.bedrock.model.AgreementStatus;
import software.amazon.awssdk.services.bedrock.model.AuthorizationStatus;
import software.amazon.awssdk.services.bedrock.model.EntitlementAvailability;
import software.amazon.awssdk.services.bedrock.model.GetFoundationModelAvailabilityResponse;
import software.amazon.awssdk.services.bedrock.model.RegionAvailability;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/** Each model of the catalogue that the stack offers: whether this account may use it, and its quotas. */
final class ModelFacts {
    private static final String ANTHROPIC = "anthropic";

    private final String region;
    private final List<OfferedModel> models;
    private final AccountClients account;

    ModelFacts(String region, List<OfferedModel> models, AccountClients account) {
        this.region = region;
        this.models = List.copyOf(models);
        this.account = account;
    }

    List<Callable<List<Fact>>> calls() {
        List<Callable<List<Fact>>> calls = new ArrayList<>();
        if (models.stream().anyMatch(model -> model.model().vendor().equals(ANTHROPIC))) {
            calls.add(() -> List.of(form()));
        }
        models.forEach(model -> calls.add(() -> List.of(usable(model))));
        calls.add(this::quotas);
        return calls;
    }

    /** One call for each model, in their order. */
    List<Callable<Fact>> usableCalls() {
        return models.stream()
                .map(model -> (Callable<Fact>) () -> usable(model))
                .toList();
    }

    private Fact form() {
        return AwsFacts.asked(FactKind.ANTHROPIC_FORM, "", "bedrock:GetUseCaseForModelAccess", () -> {
            try {
                account.bedrock(region).getUseCaseForModelAccess(request -> {});
                return FactKind.ANTHROPIC_FORM.holds("", "filled in");
            } catch (ResourceNotFoundException e) {
                return FactKind.ANTHROPIC_FORM.fails(
                        "",
                        "not filled in",
                        "Bedrock console, Model catalog, any Claude model, Submit use case details: https://" + region
                                + ".console.aws.amazon.com/bedrock/home?region=" + region + "#/model-catalog");
            }
        });
    }

    private Fact usable(OfferedModel model) {
        String name = model.model().name();
        String id = model.bedrock().baseId();
        String place = model.callRegion(region);
        return AwsFacts.asked(FactKind.MODEL, name, "bedrock:GetFoundationModelAvailability", () -> {
            try {
                return verdict(
                        name,
                        id,
                        place,
                        account.bedrock(place).getFoundationModelAvailability(request -> request.modelId(id)));
            } catch (ResourceNotFoundException | ValidationException e) {
                return missing(name, id, place);
            }
        });
    }

    private static Fact missing(String name, String id, String place) {
        return FactKind.MODEL.fails(
                name,
                "Bedrock in " + place + " has no " + id,
                "Choose another portcullis:bedrockGeography or aws:region, or take the model out of config/models.yaml");
    }

    private static Fact verdict(String name, String id, String place, GetFoundationModelAvailabilityResponse told) {
        if (told.regionAvailability() != RegionAvailability.AVAILABLE) {
            return missing(name, id, place);
        }
        if (told.authorizationStatus() != AuthorizationStatus.AUTHORIZED) {
            return FactKind.MODEL.fails(
                    name,
                    "not authorized",
                    "Look at the organisation's service control policies for bedrock:InvokeModel on " + id);
        }
        AgreementStatus agreement = told.agreementAvailability() == null
                ? AgreementStatus.UNKNOWN_TO_SDK_VERSION
                : told.agreementAvailability().status();
        if (agreement != AgreementStatus.AVAILABLE) {
            return FactKind.MODEL.fails(
                    name,
                    agreement == AgreementStatus.PENDING ? "its agreement is pending" : "no agreement",
                    agreement == AgreementStatus.PENDING
                            ? "Wait some minutes and ask again"
                            : "One who may aws-marketplace:Subscribe accepts the offer: aws bedrock"
                                    + " list-foundation-model-agreement-offers --region " + place + " --model-id " + id
                                    + ", then aws bedrock create-foundation-model-agreement --region " + place
                                    + " --model-id " + id + " --offer-token TOKEN");
        }
        return FactKind.MODEL.of(
                name,
                told.entitlementAvailability() == EntitlementAvailability.AVAILABLE,
                told.entitlementAvailability() == EntitlementAvailability.AVAILABLE
                        ? "usable in " + place
                        : "no entitlement in " + place,
                "Call it once in the Bedrock console's playground, and ask AWS Support where that fails");
    }

    /** One row for each quota of an offered model that is 0, as in new accounts; one row in all where none is. */
    private List<Fact> quotas() {
        List<Fact> facts = new ArrayList<>();
        Fact all = AwsFacts.asked(FactKind.MODEL_QUOTA, "the offered models", "servicequotas:ListServiceQuotas", () -> {
            List<ServiceQuota> known = account
                    .quotas(region)
                    .listServiceQuotasPaginator(request -> request.serviceCode("bedrock"))
                    .quotas()
                    .stream()
                    .toList();
            long found = 0;
            for (ServiceQuota quota : known) {
                if (isOfAnOfferedModel(quota.quotaName())) {
                    found++;
                    if (quota.value() == 0) {
                        facts.add(FactKind.MODEL_QUOTA.fails(
                                "'" + quota.quotaName() + "'",
                                "0",
                                "aws service-quotas request-service-quota-increase --region " + region
                                        + " --service-code bedrock --quota-code " + quota.quotaCode()
                                        + " --desired-value VALUE"));
                    }
                }
            }
            return FactKind.MODEL_QUOTA.holds("the offered models", found + " quotas above 0");
        });
        return facts.isEmpty() ? List.of(all) : facts;
    }

    /** The names of quotas hold the vendor's name of the model: "… tokens per minute for Anthropic Claude Sonnet 4.5 V1". */
    private boolean isOfAnOfferedModel(String quota) {
        String letters = letters(quota);
        return quota.contains("per minute")
                && models.stream().map(model -> letters(model.model().name())).anyMatch(letters::contains);
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT)
                .chars()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
