package dev.portcullis.operate;

import dev.portcullis.input.BadInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Starts a gateway, stops it, and shows its status. Each action may be repeated at any time. */
public final class Operator {
    /** The longest time from power-on to the host's first answer; until then, an old report says nothing. */
    private static final Duration BOOT = Duration.ofMinutes(2);

    private final Aws aws;
    private final Target target;
    private final HostSwitch host;
    private final Clock clock;
    private final Pause pause;

    /** Waits between two looks; throws when that was broken off. */
    public interface Pause {
        void once() throws InterruptedException;
    }

    public Operator(Aws aws, Target target, Clock clock, Pause pause) {
        this.aws = aws;
        this.target = target;
        this.host = new HostSwitch(aws, target);
        this.clock = clock;
        this.pause = pause;
    }

    public Status status() {
        return status(host.find());
    }

    /** EC2's word for the state of the host, such as {@code running} or {@code stopped}; one call. */
    public String hostState() {
        return host.find().state();
    }

    /** Asks for a start unless it runs; one that is just stopping is waited for, as EC2 starts none of those. */
    public Status start(Wait wait, Consumer<Status> progress) throws InterruptedException {
        Instance instance = settled("stopping", wait, progress);
        if (instance.state().equals("stopped")) {
            host.start(instance);
        }
        return wait.isWanted() ? until(wait, progress, status -> isOver(status.standing())) : status(host.find());
    }

    /** Waits until the host has reported on its desired state; a sleeping one never does. */
    public Status applied(Wait wait, Consumer<Status> progress) throws InterruptedException {
        return wait.isWanted()
                ? until(
                        wait,
                        progress,
                        status -> isOver(status.standing()) || status.standing() == GatewayStatus.ASLEEP)
                : status();
    }

    /** Asks for a stop unless it is stopped. */
    public Status stop(Wait wait, Consumer<Status> progress) throws InterruptedException {
        Instance instance = settled("pending", wait, progress);
        if (instance.state().equals("running")) {
            host.stop(instance);
        }
        return wait.isWanted()
                ? until(wait, progress, status -> status.standing() == GatewayStatus.ASLEEP)
                : status(host.find());
    }

    private static boolean isOver(GatewayStatus standing) {
        return standing == GatewayStatus.HEALTHY || standing == GatewayStatus.WRONG;
    }

    /** The instance once it has left a state in which EC2 takes no request. */
    private Instance settled(String passing, Wait wait, Consumer<Status> progress) throws InterruptedException {
        Instance instance = host.find();
        if (!instance.state().equals(passing)) {
            return instance;
        }
        if (!wait.isWanted()) {
            throw new BadInput(
                    "stack " + target.stack(),
                    "an instance that is not " + passing,
                    instance.id() + ", which is",
                    "Try again in a minute, or without --no-wait");
        }
        until(wait, progress, status -> !status.instanceState().equals(passing));
        return host.find();
    }

    private Status until(Wait wait, Consumer<Status> progress, Predicate<Status> isReached)
            throws InterruptedException {
        Instant end = clock.instant().plus(wait.most());
        Status status = status();
        progress.accept(status);
        while (!isReached.test(status)) {
            if (clock.instant().isAfter(end)) {
                throw new IllegalStateException("stack " + target.stack() + ": expected an end within "
                        + wait.most().toSeconds() + " s, got "
                        + status.standing().word() + ": " + status.detail());
            }
            pause.once();
            status = status();
            progress.accept(status);
        }
        return status;
    }

    private Status status(Instance instance) {
        Parameter newest = parameter(target.desired());
        DeployedState desired = DeployedState.parse(target.desired(), newest.value());
        Applied applied =
                Applied.parse(target.applied(), parameter(target.applied()).value());
        Finding finding = Finding.of(instance, desired, applied, ringing(), clock.instant(), BOOT);
        return new Status(
                target.stack(),
                finding.standing(),
                instance.id(),
                instance.state(),
                newest.version(),
                desired.bundle(),
                applied.state(),
                applied.at(),
                finding.detail());
    }

    private List<String> ringing() {
        return Aws.call(
                "cloudwatch:DescribeAlarms",
                () -> aws
                        .cloudWatch()
                        .describeAlarms(
                                request -> request.alarmNames(target.alarms()).alarmTypes(AlarmType.METRIC_ALARM))
                        .metricAlarms()
                        .stream()
                        .filter(alarm -> alarm.stateValue() == StateValue.ALARM)
                        .map(MetricAlarm::alarmName)
                        .sorted()
                        .toList());
    }

    private Parameter parameter(String name) {
        return Aws.call("ssm:GetParameter on " + name, () -> {
            try {
                return aws.ssm().getParameter(request -> request.name(name)).parameter();
            } catch (ParameterNotFoundException e) {
                throw new BadInput(
                        "stack " + target.stack(), "the parameter " + name, "none", "Run 'pulumi up', which makes it");
            }
        });
    }
}
