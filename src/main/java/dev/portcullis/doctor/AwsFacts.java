package dev.portcullis.doctor;

import dev.portcullis.settings.HostSettings;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.ResourceNames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.budgets.model.BudgetsException;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** The AWS account of a gateway: who asks, and whether the account can hold the gateway's parts. */
final class AwsFacts {
    private static final Duration SOON = Duration.ofMinutes(30);
    /** Running On-Demand Standard instances, in vCPUs; the code is the same in every account. */
    private static final String STANDARD_VCPUS = "L-1216C47A";

    private final Settings settings;
    private final AccountClients account;
    private final InstantSource clock;

    AwsFacts(Settings settings, AccountClients account, InstantSource clock) {
        this.settings = settings;
        this.account = account;
        this.clock = clock;
    }

    /**
     * The identity comes first: without one there is nothing more to ask.
     *
     * @param more further calls that need the identity
     */
    List<Fact> all(Crew crew, List<Callable<List<Fact>>> more) throws InterruptedException {
        String region = settings.account().region().value();
        IdentityFacts identity = new IdentityFacts(account, clock);
        List<Fact> facts = new ArrayList<>(identity.all(region));
        if (facts.get(0).standing() != Fact.Standing.HOLDS) {
            return facts;
        }
        List<Callable<List<Fact>>> calls = new ArrayList<>();
        calls.add(() -> List.of(zone(region)));
        calls.add(() -> List.of(instanceType(region)));
        calls.add(() -> List.of(vcpus(region)));
        calls.addAll(more);
        calls.add(() -> List.of(budgets(identity.account())));
        calls.add(() -> List.of(mail(region, identity.account())));
        crew.all(calls).forEach(facts::addAll);
        return facts;
    }

    /** A refusal is the row's answer, with what mends that. */
    static Fact asked(FactKind kind, String about, String action, Supplier<Fact> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            AccountRefusal refusal = AccountRefusal.of(action, e);
            // That these credentials may not look says nothing about a deployment; the account's budgets are the
            // exception.
            return refusal.isLackOfRight() && kind != FactKind.BUDGETS
                    ? kind.notAsked(about, "these credentials have " + refusal.found())
                    : kind.fails(about, refusal.found(), refusal.remedy());
        }
    }

    private Fact zone(String region) {
        String zone = settings.host().availabilityZone().value();
        return asked(FactKind.AVAILABILITY_ZONE, zone, "ec2:DescribeAvailabilityZones", () -> {
            List<AvailabilityZone> zones =
                    account.ec2(region).describeAvailabilityZones().availabilityZones();
            Optional<AvailabilityZone> found =
                    zones.stream().filter(each -> each.zoneName().equals(zone)).findFirst();
            String others = String.join(
                    ", ",
                    zones.stream().map(AvailabilityZone::zoneName).sorted().toList());
            return FactKind.AVAILABILITY_ZONE.of(
                    zone,
                    found.isPresent() && found.get().state() == AvailabilityZoneState.AVAILABLE,
                    found.map(AvailabilityZone::stateAsString).orElse("no zone of " + region),
                    "Choose one of " + others + " before the first deployment: pulumi config set"
                            + " portcullis:availabilityZone ZONE --stack " + settings.stackName());
        });
    }

    private Fact instanceType(String region) {
        HostSettings host = settings.host();
        String type = host.instanceType().value();
        String zone = host.availabilityZone().value();
        return asked(FactKind.INSTANCE_TYPE, type, "ec2:DescribeInstanceTypeOfferings", () -> {
            boolean isOffered = !account.ec2(region)
                    .describeInstanceTypeOfferings(request -> request.locationType(LocationType.AVAILABILITY_ZONE)
                            .filters(
                                    Filter.builder()
                                            .name("location")
                                            .values(zone)
                                            .build(),
                                    Filter.builder()
                                            .name("instance-type")
                                            .values(type)
                                            .build()))
                    .instanceTypeOfferings()
                    .isEmpty();
            return FactKind.INSTANCE_TYPE.of(
                    type,
                    isOffered,
                    isOffered ? "offered in " + zone : "not offered in " + zone,
                    "aws ec2 describe-instance-type-offerings --location-type availability-zone --region " + region
                            + " --filters Name=instance-type,Values=" + type + " shows where it is");
        });
    }

    private Fact vcpus(String region) {
        int needed = vcpusOf(settings.host().instanceType().value());
        return asked(FactKind.VCPU_QUOTA, "", "servicequotas:GetServiceQuota", () -> {
            double quota = account.quotas(region)
                    .getServiceQuota(request -> request.serviceCode("ec2").quotaCode(STANDARD_VCPUS))
                    .quota()
                    .value();
            return FactKind.VCPU_QUOTA
                    .of(
                            "",
                            quota >= needed,
                            String.valueOf((long) quota),
                            "aws service-quotas request-service-quota-increase --service-code ec2 --quota-code "
                                    + STANDARD_VCPUS + " --desired-value " + Math.max(needed, 5) + " --region "
                                    + region)
                    .expecting(needed + " or more");
        });
    }

    /** Every size that the settings allow is even by its name: one for medium of the families without credits, else two. */
    static int vcpusOf(String type) {
        String size = type.substring(type.indexOf('.') + 1);
        if (size.endsWith("xlarge")) {
            String times = size.substring(0, size.length() - "xlarge".length());
            return 4 * (times.isEmpty() ? 1 : Integer.parseInt(times));
        }
        return size.equals("medium") && !type.startsWith("t") ? 1 : 2;
    }

    private Fact budgets(String accountId) {
        return asked(FactKind.BUDGETS, "", "budgets:ViewBudget", () -> {
            String name = names().of("monthly");
            try {
                account.budgets()
                        .describeBudget(request -> request.accountId(accountId).budgetName(name));
                return FactKind.BUDGETS.holds("", name);
            } catch (BudgetsException e) {
                if (!isNotFound(e)) {
                    throw e;
                }
                return FactKind.BUDGETS.holds("", "none of the stack yet");
            }
        });
    }

    private static boolean isNotFound(BudgetsException e) {
        return e.awsErrorDetails() != null
                && "NotFoundException".equals(e.awsErrorDetails().errorCode());
    }

    private Fact mail(String region, String accountId) {
        String topic = "arn:aws:sns:" + region + ":" + accountId + ":" + names().of("alerts");
        String address = settings.spend().alertEmail().value();
        return asked(FactKind.ALERT_MAIL, "", "sns:ListSubscriptionsByTopic", () -> {
            try {
                return mail(
                        address,
                        account.sns(region)
                                .listSubscriptionsByTopic(request -> request.topicArn(topic))
                                .subscriptions());
            } catch (NotFoundException e) {
                return FactKind.ALERT_MAIL.notAsked("", "the stack is not deployed yet");
            }
        });
    }

    static Fact mail(String address, List<Subscription> subscriptions) {
        Optional<String> arn = subscriptions.stream()
                .filter(each -> each.endpoint().equals(address))
                .map(Subscription::subscriptionArn)
                .findFirst();
        boolean isConfirmed = arn.isPresent() && arn.get().startsWith("arn:");
        return FactKind.ALERT_MAIL.of(
                "",
                isConfirmed,
                isConfirmed ? "confirmed" : arn.isPresent() ? "not confirmed" : "no subscription",
                arn.isPresent()
                        ? "Open the mail of AWS Notifications to " + address
                                + " and confirm; look among the unwanted mail"
                        : "pulumi up makes it, and AWS then sends a mail to confirm");
    }

    private ResourceNames names() {
        return new ResourceNames(settings.stackName());
    }

    static boolean isSoon(Instant end, Instant now) {
        return end.isBefore(now.plus(SOON));
    }
}
