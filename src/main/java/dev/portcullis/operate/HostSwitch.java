package dev.portcullis.operate;

import dev.portcullis.input.BadInput;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Finds the gateway's instance by the tags that its declaration gives it, starts it and stops it. */
final class HostSwitch {
    private static final String STACK_TAG = "tag:portcullis:stack";

    private final Aws aws;
    private final Target target;

    HostSwitch(Aws aws, Target target) {
        this.aws = aws;
        this.target = target;
    }

    /** @throws BadInput when there is none, or more than one */
    Instance find() {
        List<Instance> found = Aws.call(
                "ec2:DescribeInstances",
                () -> aws
                        .ec2()
                        .describeInstancesPaginator(request -> request.filters(
                                filter(STACK_TAG, target.stack()),
                                filter("tag:Name", target.host()),
                                // One that was replaced is shown for an hour after its end.
                                filter("instance-state-name", "pending", "running", "stopping", "stopped")))
                        .reservations()
                        .stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .map(one -> new Instance(one.instanceId(), one.state().nameAsString(), one.launchTime()))
                        .toList());
        if (found.isEmpty()) {
            throw new BadInput(
                    "stack " + target.stack(),
                    "an instance named " + target.host() + " in " + target.region(),
                    "none",
                    "Check --stack and the account of your credentials; 'pulumi up' creates the gateway");
        }
        if (found.size() > 1) {
            throw new BadInput(
                    "stack " + target.stack(),
                    "one instance named " + target.host(),
                    String.join(", ", found.stream().map(Instance::id).toList()),
                    "Check both in EC2: what 'pulumi up' did not make must not have its tags");
        }
        return found.get(0);
    }

    void start(Instance instance) {
        Aws.call("ec2:StartInstances", () -> aws.ec2().startInstances(request -> request.instanceIds(instance.id())));
    }

    void stop(Instance instance) {
        Aws.call("ec2:StopInstances", () -> aws.ec2().stopInstances(request -> request.instanceIds(instance.id())));
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }
}
